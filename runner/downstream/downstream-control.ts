import type { DownstreamCall } from './calls.ts';
import type { DownstreamBehaviour } from './downstream.ts';

/** The service behind the receiver, in the hands of one rule. */
export interface DownstreamControl {
  /** From now on it behaves so, until the rule ends. */
  behave(behaviour: DownstreamBehaviour): void;
  /** Whether any call has come by now, one that names this PBX or, without one, whatever it names. */
  hasCalls(sn?: string): boolean;
  /** The calls that name this PBX, by now. */
  calls(sn: string): readonly DownstreamCall[];
  /** The calls that name this PBX once there are more than `known`; as they are when that does not happen within `--settle`. */
  awaitCalls(sn: string, known: number): Promise<readonly DownstreamCall[]>;
  /** Lets time pass until a call names one of these PBXs, `--settle` at most. */
  awaitAnyCall(sns: readonly string[]): Promise<void>;
}
