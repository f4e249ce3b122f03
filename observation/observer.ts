import type { Limited } from '../receiver/index.ts';
import { maxJsonLevels, NestedTooDeep } from '../schemas/foreign-json.ts';
import type { LeftOut } from './ignored.ts';
import type { Json } from './json.ts';
import { parseState } from './parse-state.ts';

/** What an observer saw, or why it saw nothing. Its failure is never the receiver's. */
export type Seen =
  | {
      readonly kind: 'state';
      readonly state: Json;
      /** What isn't compared, and so isn't in the state. */
      readonly left?: readonly LeftOut[];
      /** The observer doesn't know the PBX: a 404, or no output. */
      readonly isAbsent?: true;
      /** How long the observation waited for earlier ones to end (ms). */
      readonly waitedMs?: number;
    }
  | Trouble;

export interface Trouble {
  readonly kind: 'trouble';
  readonly reason: string;
  /** It asks to try again later. */
  readonly limited?: Limited | undefined;
  /** The connection was dropped. */
  readonly isDropped?: boolean;
}

/** Shows the receiver's state: any JSON that doesn't change when nothing new happens. */
export interface Observer {
  /** The user's input, to name in messages. */
  readonly option: 'observeUrl' | 'observeCmd' | 'downstreamPort' | 'observe';
  /** False if it shows one state for all PBXs. Rules that observe then run one at a time. */
  readonly isPerPbx: boolean;
  /** False if the observer shows past actions instead of the current state. */
  readonly showsState: boolean;
  observe(sn: string, signal: AbortSignal): Promise<Seen>;
}

/** The timeout of one observation (ms). */
export const observationTimeoutMs = 10_000;

const maxStateMib = 16;
/** The maximum size of a state (bytes): of a PBX with thousands of DIDs, or of all PBXs together. */
export const maxStateBytes = 1024 * 1024 * maxStateMib;

/** The end of the reason why a state that probably shows all PBXs can't be read. */
export const mustShowOne = 'it must show one PBX only';

export function trouble(reason: string, limited?: Limited): Trouble {
  return { kind: 'trouble', reason, limited };
}

/** Whether the observer asks to try again later. */
export function limitSeen(seen: Seen): Limited | undefined {
  return seen.kind === 'trouble' ? seen.limited : undefined;
}

/** Why any observer showed no state. */
export const noState = {
  late: trouble(`the observer did not respond within ${observationTimeoutMs / 1000} s`),
  interrupted: trouble('the run was interrupted'),
  tooLarge: trouble(`the observer returned more than ${maxStateMib} MiB; ${mustShowOne}`),
  tooDeep: trouble(`the observer returned JSON nested deeper than ${maxJsonLevels} levels; ${mustShowOne}`),
};

/** The state in an observer's output; `whatElse` describes output that isn't JSON. */
export function seenInText(text: string, whatElse: () => string): Seen {
  try {
    return { kind: 'state', state: parseState(text) };
  } catch (error) {
    return error instanceof NestedTooDeep ? noState.tooDeep : trouble(whatElse());
  }
}

/** How a state changes while nothing is sent. */
export interface Instability {
  /** In words. */
  readonly how: string;
  /** An earlier state comes back: several instances of the receiver may respond in turn. A clock or a counter never does. */
  readonly comesBack: boolean;
}
