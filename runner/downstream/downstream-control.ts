import type { DownstreamBehavior, DownstreamCall } from '../../observation/index.ts';

/** The service behind the receiver, controlled by one rule. */
export interface DownstreamControl {
  /** Changes its behavior until the rule ends. */
  behave(behavior: DownstreamBehavior): void;
  /** Whether a call about this PBX has come. */
  hasCalls(sn: string): boolean;
  /** Whether any call has come, about any PBX. */
  readonly hasAnyCall: boolean;
  /** What the run has seen so far. */
  readonly seen: {
    /** How long a rule waited for a call that did not come (ms). */
    waitedForCallMs?: number;
  };
  /** How many calls have named a PBX of this run. */
  readonly namedCalls: number;
  /** Whether calls have come, and none of them names a PBX of this run. */
  readonly isNameless: boolean;
  /** If calls name no PBX: from now on they are about this one, or about none. */
  countAs(sn: string | undefined): void;
  /** If calls name no PBX: from now on only those of these kinds count. */
  countOnly(kinds: ReadonlySet<string>): void;
  /** Waits until no call comes for half of `--settle`, at most 30 s. */
  quiet(): Promise<void>;
  /** The calls about this PBX so far. */
  calls(sn: string): readonly DownstreamCall[];
  /** The calls about this PBX once there are more than `known`, or those that came within `--settle`. */
  awaitCalls(sn: string, known: number): Promise<readonly DownstreamCall[]>;
  /** Waits until a call about one of these PBXs comes, at most `--settle`. */
  awaitAnyCall(sns: readonly string[]): Promise<void>;
}
