import { HookswitchError } from '../text/errors/errors.ts';

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
  | { readonly kind: 'kept-timers'; readonly place: string };

/** One sentence: what is wrong, and what to do. */
export function timeError(trouble: TimeTrouble): HookswitchError {
  return new HookswitchError('bad-time', `${whatIsWrong(trouble)}; ${wayOut(trouble)}`);
}

function whatIsWrong(trouble: TimeTrouble): string {
  switch (trouble.kind) {
    case 'already-fake':
      return 'timers or the clock are faked already, for example by Vitest, Jest or node:test';
    case 'other-process':
      return `something connects to ${trouble.address}, and the time of another process can't be simulated`;
    case 'never-rests':
      return "something never pauses, for example because it calls setImmediate in a loop, so simulated time can't advance";
    case 'waits-outside':
      return "something waits for work outside this thread, such as a worker or a child process, whose time can't be simulated";
    case 'kept-timers':
      return `${trouble.place} sets a timer with a function that it kept from before, such as const { setTimeout } = globalThis, and that timer keeps real time`;
  }
}

function wayOut({ kind }: TimeTrouble): string {
  const real = 'use --time real';
  return kind === 'already-fake' ? `turn that off for this test, or ${real}` : real;
}
