import type { DownstreamCall } from './calls.ts';
import type { DownstreamBehavior } from './downstream.ts';

/** The service behind the receiver, in the hands of one rule. */
export interface DownstreamControl {
  /** From now on it behaves so, until the rule ends. */
  behave(behavior: DownstreamBehavior): void;
  /** Whether a call about this PBX has come by now. */
  hasCalls(sn: string): boolean;
  /** Whether any call has come by now, whatever it names. */
  readonly hasAnyCall: boolean;
  /** Whether calls have come by now, and none of them names a PBX of this run. */
  readonly isNameless: boolean;
  /** Where calls name no PBX: those that come from now on are about this one, or about none, until the next is told. */
  countAs(sn: string | undefined): void;
  /** Where calls name no PBX: only those of these kinds count from now on. */
  countOnly(kinds: ReadonlySet<string>): void;
  /** Lets time pass until no call comes for half of `--settle`; 30 s at most. */
  quiet(): Promise<void>;
  /** The calls about this PBX, by now. */
  calls(sn: string): readonly DownstreamCall[];
  /** The calls about this PBX once there are more than `known`; as they are when that does not happen within `--settle`. */
  awaitCalls(sn: string, known: number): Promise<readonly DownstreamCall[]>;
  /** Lets time pass until a call about one of these PBXs comes, `--settle` at most. */
  awaitAnyCall(sns: readonly string[]): Promise<void>;
}
