import type { Arbitrary } from 'fast-check';
import type { Sequence } from '../schemas/generated/types.ts';
import type { Level } from '../schemas/level.ts';
import type {
  Connector,
  Fault,
  Profile,
  Settings,
  TlsFacts,
  Transmission,
  TrunkDidInfo,
  Webhook,
} from '../simulator/index.ts';
import type { DownstreamControl } from './downstream/control.ts';
import type { Json } from './observation/json.ts';

/** Where a rule comes from. */
export type Basis =
  /** The vendor's page says it. */
  | 'documented'
  /** It follows from what the vendor's page says. */
  | 'derived';

/** What a rule needs to be tried at all; a rule whose need is not given is skipped. */
export type Need =
  /** The receiver's state can be seen. */
  | 'observer'
  /** What is seen is the state as it is now, and not only what was done. */
  | 'state'
  /** The state of one PBX can be seen apart from those of others. */
  | 'pbx-state'
  /** The service that the receiver calls is played by the check. */
  | 'downstream'
  /** The receiver can be killed and started again. */
  | 'restart'
  /** A message is carried at all: a GET carries none when the profile's getCarriage is `none`. */
  | 'carriage'
  /** The message is carried in the request's body. */
  | 'body'
  /** The receiver is reached by TLS. */
  | 'https'
  /** A secret is given that the receiver must no longer take. */
  | 'retired-secret'
  /** The run may take its time: many measurements. */
  | 'thorough';

/** One requirement and how to try it. */
export interface Rule {
  /** `group/name`, the path of its file. */
  readonly id: string;
  /** What a right receiver does, third person: "accepts …". */
  readonly title: string;
  /** How binding it is. */
  readonly level: Level;
  /** Whether the vendor says it. */
  readonly basis: Basis;
  /** The ids of the vendor's sentences that it holds, see `requirements`. */
  readonly requirements: readonly string[];
  /** What goes wrong in production without it, one sentence. */
  readonly why: string;
  /** What to change in a receiver that fails it, one or two sentences. */
  readonly hint: string;
  /** What has to be given for it to be tried; default nothing. */
  readonly needs?: readonly Need[];
  /** Whether it kills the receiver where that can be done, though it can be tried without. */
  readonly mayRestart?: boolean;
  /**
   * When it runs: `together` with all others (the default), `alone` because it measures time or needs the receiver for itself (the
   * default of what needs `downstream`, or kills the receiver), `last` after everything else.
   */
  readonly runs?: 'together' | 'alone' | 'last';
  /**
   * Passes by returning; fails, or cannot tell, through the expectations in expect.ts.
   *
   * @internal Nobody but the suite can give it its context.
   */
  readonly run: (ctx: RuleContext) => Promise<void>;
}

/** What was found wrong: `expected` and `actual` are clauses that go on after "a right receiver" and "this one". */
export interface Finding {
  readonly expected: string;
  readonly actual: string;
  readonly hint: string;
  /** How it came about, step by step, one line each; the last says how it ended. */
  readonly story?: string[];
  /** What it was found with. */
  readonly sequence?: Sequence;
}

export type Verdict =
  | { readonly verdict: 'pass' }
  | { readonly verdict: 'fail'; readonly finding: Finding }
  /** Tried, cannot tell. */
  | { readonly verdict: 'inconclusive'; readonly reason: string }
  /** Needs something that was not given, or was not reached. */
  | { readonly verdict: 'skipped'; readonly reason: string }
  /** The tool's own mistake. */
  | { readonly verdict: 'error'; readonly reason: string };

/** How one message is sent. */
export interface SendOptions {
  readonly fault?: Fault | undefined;
  /** What this attempt is, for the evidence: "the second of two repetitions". */
  readonly note?: string;
  /** The connections to use instead of the profile's. */
  readonly connector?: Connector;
  /** Past the bound on attempts that are under way at once: for a burst, which has to be as large as it says, and for what has to follow at once. */
  readonly unbounded?: boolean;
  /** How much of the answer's body is read (bytes), default 64 KiB. */
  readonly maxBodyBytes?: number;
  /** Another setting of the timeout than the run's (ms). */
  readonly timeoutMs?: number;
}

/** One attempt as a rule sees it. */
export interface Sent extends Transmission {
  readonly isAcknowledged: boolean;
  /** What was sent, in words that go on after "a message": from the note or the fault. */
  readonly what: string;
}

export interface ForAllOptions<T> {
  /** Cases to try before those that are generated; they count as runs. */
  readonly examples?: readonly T[];
  /** Cases to try at most; default from the run (`--runs`). */
  readonly runs?: number;
  /** How long a failing case may be made smaller (ms), default 5000. */
  readonly shrinkBudgetMs?: number;
}

/** The only way for a rule to send, look and wait: everything it does is recorded as evidence. */
export interface RuleContext {
  readonly settings: Settings;
  readonly profile: Profile;
  readonly webhook: Webhook;
  /** A secret that the webhook had before, when one is given. */
  readonly retiredSecret: string | undefined;
  /** Whether the run may take its time: the same rules try longer and more. */
  readonly isThorough: boolean;
  /** The timeout as milliseconds. */
  readonly timeoutMs: number;
  readonly hasObserver: boolean;
  /** Whether the observer shows a PBX by itself, and not all of them at once. */
  readonly seesPbxAlone: boolean;
  /** Whether what is observed is the state as it is now, and not only what was done. */
  readonly showsState: boolean;
  /** Whether the receiver can be killed and started again. */
  readonly hasRestart: boolean;
  /** The sequence to try instead of drawn ones, for the rule that tries them. */
  readonly sequence: Sequence | undefined;
  /** Whether a genuine message has been acknowledged in this run, to whatever rule. */
  hasAcknowledged(): boolean;
  /** A PBX serial number that nobody else in this run, or in another run, uses. */
  serial(): string;
  /** DIDs that nobody else in this run uses. */
  dids(count: number): TrunkDidInfo[];
  /** Seconds since 1970: a minute before the rule began, plus the offset (at most 50). */
  updateTime(offsetSeconds?: number): number;
  /** A number in [0, 1) that depends on the seed and the rule alone. */
  random(): number;
  /** One attempt of one message; a value is sent as JSON in the profile's format, a Uint8Array byte for byte. */
  deliver(message: unknown, options?: SendOptions): Promise<Sent>;
  /** A new connection for each attempt, whatever the profile says. */
  freshConnector(): Connector;
  /** Connections of this rule's own, closed when it ends. */
  keptConnector(): Connector;
  /** Opens a TLS connection and says what was negotiated; verifies even when the run is told not to. */
  inspectTls(): Promise<TlsFacts>;
  /** Tries the predicate on generated cases: bounded in number and time, seeded, shrunk. */
  forAll<T>(
    arbitrary: Arbitrary<T>,
    predicate: (value: T) => Promise<void>,
    options?: ForAllOptions<T>,
  ): Promise<void>;
  /** Lets time pass (ms). */
  pause(durationMs: number): Promise<void>;
  /** A sentence for the evidence: what was tried less than it could be, what was measured. */
  note(text: string): void;
  /** The receiver's state of a PBX, now. */
  observe(sn: string): Promise<Json>;
  /** The state once it differs from `before` and has come to rest; the state as it is when that does not happen within `--settle`. */
  observeChange(sn: string, before: Json): Promise<Json>;
  /** The state after the receiver has had its time to do what it should not: after a fence message's effect, and a quiet time. */
  observeQuiet(sn: string): Promise<Json>;
  /** The service behind the receiver, for a rule that needs `downstream`: it answers again when the rule ends. */
  readonly downstream: DownstreamControl;
  /**
   * Ends the receiver and all it started at once (SIGKILL), for a rule that needs `restart`. Until `start` nobody may listen: send
   * nothing meanwhile. What a rule leaves dead is started again when it ends.
   */
  kill(): Promise<void>;
  /** Starts it again and waits until it listens; one that does not come back fails the rule. */
  start(): Promise<void>;
  /** Both. */
  restart(): Promise<void>;
}

/** Gives a rule its type; the rule stays plain data. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
