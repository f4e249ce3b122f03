import { maxJsonLevels, NestedTooDeep, parseForeignJson } from '../../schemas/foreign-json.ts';
import type { Limited } from '../rate/asks-to-wait.ts';
import type { Json } from './json.ts';

/** What an observer saw, or why it saw nothing: its own failure is never the receiver's. */
export type Seen = SeenState | Trouble;

export interface SeenState {
  readonly kind: 'state';
  readonly state: Json;
  /** It says that there is no such PBX: a 404, or no output. */
  readonly isAbsent?: true;
}

export interface Trouble {
  readonly kind: 'trouble';
  readonly reason: string;
  /** It asks to come back later. */
  readonly limited?: Limited | undefined;
}

/** How the receiver's state is seen: any JSON that must not change when nothing new happened. */
export interface Observer {
  /** What the user gave, for a sentence that says what to check. */
  readonly option: 'observeUrl' | 'observeCmd' | 'downstreamPort' | 'observe';
  /** False when it shows one state for all PBXs: then rules that observe run one at a time. */
  readonly isPerPbx: boolean;
  /** False when it shows what was done, and not what is the case now. */
  readonly showsState: boolean;
  look(sn: string, signal?: AbortSignal): Promise<Seen>;
}

/** How long an observer may take for one look (ms). */
export const lookTimeoutMs = 10_000;

/** The largest state that an observer may show (bytes). */
export const maxStateBytes = 1024 * 1024;

export function trouble(reason: string, limited?: Limited): Trouble {
  return { kind: 'trouble', reason, limited };
}

/** Whether the observer asks to come back later. */
export function limitSeen(seen: Seen): Limited | undefined {
  return seen.kind === 'trouble' ? seen.limited : undefined;
}

/** Why an observer showed no state, whichever it is. */
export const noState = {
  late: trouble(`the observer did not respond within ${lookTimeoutMs / 1000} s`),
  interrupted: trouble('the run was interrupted'),
  tooLarge: trouble('the observer returned more than 1 MiB; it must show one PBX only'),
  tooDeep: trouble(
    `the observer returned JSON nested deeper than ${maxJsonLevels} levels; it must show one PBX only`,
  ),
};

/** The state that a text of an observer shows; `whatElse` says what the text is when it is no JSON. */
export function seenInText(text: string, whatElse: () => string): Seen {
  try {
    return { kind: 'state', state: parseForeignJson(text) as Json };
  } catch (error) {
    return error instanceof NestedTooDeep ? noState.tooDeep : trouble(whatElse());
  }
}
