import { HookswitchError } from '../text/errors.ts';
import { option, type Sentence, sentence } from '../text/option-words.ts';

/** Why something can't run in simulated time. */
export type TimeTrouble =
  /** Vitest, Jest, node:test or another tool has replaced timers or the clock. */
  | { readonly kind: 'already-fake' }
  /** A connection to another process was opened. */
  | { readonly kind: 'other-process'; readonly address: string }
  /** Callbacks follow each other without a pause. */
  | { readonly kind: 'never-rests' }
  /** Nothing is left to do in this thread, and no timer is set. */
  | { readonly kind: 'waits-outside' }
  /** A timer was set with a function that was kept from before. */
  | { readonly kind: 'kept-timers' };

const what: Readonly<Record<TimeTrouble['kind'], string>> = {
  'already-fake': 'timers or the clock are faked already, for example by Vitest, Jest or node:test',
  'other-process': "it talks to another process, whose time can't be simulated",
  'never-rests':
    "it never comes to rest, for example because it calls setImmediate in a loop, so simulated time can't advance",
  'waits-outside':
    "it waits for something outside this thread, such as a worker, whose time can't be simulated",
  'kept-timers':
    'it sets timers with a function that it kept from before the check, such as const { setTimeout } = globalThis, and these keep real time',
};

/** One sentence: what is wrong, and the way out. */
export function timeError(trouble: TimeTrouble): HookswitchError {
  const where = trouble.kind === 'other-process' ? ` (${trouble.address})` : '';
  return new HookswitchError('bad-time', sentence`${what[trouble.kind]}${where}; ${wayOut(trouble)}`);
}

function wayOut({ kind }: TimeTrouble): Sentence {
  const real = sentence`use ${option('time', 'real')}`;
  return kind === 'already-fake' ? sentence`turn that off for this test, or ${real}` : real;
}
