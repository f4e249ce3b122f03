import type { Arbitrary } from 'fast-check';
import type { CurrentSign, EarlyReports, Json, Learned } from '../../observation/index.ts';
import type { OutputSearch } from '../../receiver/index.ts';
import type { Sequence, TriedLess } from '../../schemas/generated/types.ts';
import type { Connector, Fault, Profile, Settings, TlsFacts, Webhook } from '../../simulator/index.ts';
import type { DownstreamControl } from '../downstream/downstream-control.ts';
import type { Cases, Predicate } from '../properties/cases.ts';
import type { SendOptions, Sent } from '../sending/sent.ts';
import type { StoppedWorker } from './acknowledged-log.ts';
import type { IdentityFacts } from './identity.ts';

/** The only way for a rule to send messages, observe the state and wait. Everything is recorded as evidence. */
export interface RuleContext extends IdentityFacts {
  readonly run: RunSettings;
  readonly sees: Visibility;
  readonly connections: Connections;
  readonly receiver: ReceiverControl;
  /** The service behind the receiver, for a rule that needs `downstream`. It works normally again when the rule ends. */
  readonly downstream: DownstreamControl;
  /** One attempt of one message. A value is sent as JSON in the profile's format, a Uint8Array byte for byte. */
  deliver(message: unknown, options?: SendOptions): Promise<Sent>;
  /** The receiver's current state of a PBX. */
  observe(sn: string): Promise<Json>;
  /** The state once it differs from `before` and has settled, or the unchanged state if that doesn't happen within `--settle`. */
  observeChange(sn: string, before: Json): Promise<Json>;
  /** Waits until the receiver has processed everything sent before: until a fence message has an effect. */
  catchUp(): Promise<void>;
  /** The state after the receiver had time for side effects: after a fence message's effect, and a quiet time. */
  observeQuiet(sn: string): Promise<Json>;
  /** Whether nothing has been applied since messages first had no effect for a long time. */
  stoppedApplying(): Promise<Stopped | StoppedWorker | undefined>;
  /** Tries the predicate on generated cases: seeded, shrunk, and limited in number and time. */
  forAll<T>(arbitrary: Arbitrary<T>, predicate: Predicate<T>, options: ForAllOptions<T>): Promise<void>;
  /** Runs a part of the rule with its own context, which records separately, so that a failure contains no evidence of other parts. */
  recordPart<T>(part: (ctx: RuleContext) => Promise<T>): Promise<T>;
  /** Waits (ms). */
  pause(durationMs: number): Promise<void>;
  /** Records that less was tried for lack of time. */
  triedLess(less: TriedLess): void;
  /** A note for the evidence: what was tried less than usual, or measured. */
  note(text: string): void;
}

/** A receiver that stopped applying messages. */
export interface Stopped {
  /** The minimum number of acknowledged reports without an effect. */
  readonly waiting: number;
  /** The minimum time for which none of them has been applied (ms). */
  readonly forMs: number;
  /** The last report with an effect, such as "a genuine message, about PBX 36…"; undefined if there is none. */
  readonly lastApplied: string | undefined;
  /** The first report without one. */
  readonly firstWaiting: string;
  /** The other messages that were acknowledged between these two. */
  readonly between: readonly string[];
}

/** Facts about the run. */
export interface RunSettings {
  readonly settings: Settings;
  /** The timeout in milliseconds. */
  readonly timeoutMs: number;
  /** How long an effect may take after the ack (ms). */
  readonly settleMs: number;
  readonly profile: Profile;
  readonly webhook: Webhook;
  /** Whether the receiver is on this machine. Only then may a request carry the secret itself. */
  readonly isOnThisMachine: boolean;
  /** The webhook's previous secret, if given. */
  readonly previousSecret: string | undefined;
  /** Whether the run may take long. The same rules then try longer and more. */
  readonly isThorough: boolean;
  /** Whether time is so short that fewer cases must decide. */
  readonly isShort: () => boolean;
  /** The sequence to try instead of generated ones, for the rule that tries sequences. */
  readonly sequence: Sequence | undefined;
  /** How many sequences to generate; by default as many as fit into the time. */
  readonly sequences: number | undefined;
  /** How many schedules of messages that arrive at the same time to try; 0 in real time, where they can't be kept. */
  readonly schedules: number;
  /** How many genuine messages have been acknowledged in this run, for any rule. */
  acknowledged(): number;
  /** The current time, or the newest updateTime of the check if that is later (seconds since 1970). */
  currentTime(): number;
  /** Later than every updateTime of the check so far (seconds since 1970). */
  laterTime(): number;
  /** How the receiver's process ended on its own ("exited with code 1"), if no message failed because of that. */
  endedUnseen(): string | undefined;
  /** Whether reports got no response for so long that no more are sent. */
  isSilent(): boolean;
  /** How the receiver's process ended because of this message ("exited with code 1; it printed: …"). */
  endedBy(message: unknown, fault: Fault | undefined): string | undefined;
  /** The first reports of the check. */
  early(): EarlyReports;
  /** How many messages to send at once, up to this number: enough that a receiver that serves one at a time is late. */
  burstSize(max: number): number;
  /** The rule's remaining time (ms). */
  leftMs(): number;
  /** Whether the test message is acknowledged, and no report is. */
  readonly acceptsTestOnly: boolean;
  /** Whether a DID change was acknowledged before the rules started. */
  readonly acceptsDids: boolean;
  /** A number in [0, 1) that depends only on the seed and the rule. */
  random(): number;
}

/** What the observer shows. */
export interface Visibility {
  /** Whether there is an observer. */
  readonly anything: boolean;
  /** The observer shows all PBXs at once, whichever PBX is requested. */
  readonly allAtOnce: boolean;
  /** The observer shows the current state, not only past actions. */
  readonly state: boolean;
  /** What a DID report changes. */
  readonly dids: boolean;
  /** What a capacity report changes. */
  readonly capacity: boolean;
  /** Messages have an effect only in a form that YCM doesn't send. */
  readonly onlyWhen: Learned['appliesOnly'];
  /** Shows the latest report about any PBX, whichever PBX is requested. */
  readonly oneState: boolean;
  /** A PBX's DIDs, as shown: the numbers, their ids, or the names of their trunks. */
  readonly marks: boolean;
  /** How a current DID differs from a removed one that the state keeps. */
  readonly current: CurrentSign | undefined;
  /** The form of each field that the observer shows. */
  readonly fields: Learned['shows'];
}

/** Connections other than the profile's. */
export interface Connections {
  /** A new connection for each attempt, whatever the profile says. */
  fresh(): Connector;
  /** Connections of this rule, closed when it ends. */
  kept(): Connector;
  /** Opens a TLS connection and returns what was negotiated. Always verifies the certificate, even with `insecure`. */
  inspectTls(): Promise<TlsFacts>;
}

/** The receiver's process, for a rule that needs `restart`. It is started again if the rule leaves it stopped. */
export interface ReceiverControl {
  /** Whether it can be killed and restarted. */
  readonly canRestart: boolean;
  /** What it prints, for a rule that needs `output`. */
  readonly output: OutputSearch;
  /** Kills the receiver and its child processes at once (SIGKILL). Send nothing until `start`, since no process is listening. */
  kill(): Promise<void>;
  /** Starts it again and waits until it listens. If it doesn't start, the rule fails. */
  start(): Promise<void>;
  /** Kills it and starts it again. */
  restart(): Promise<void>;
}

interface ForAllOptions<T> extends Cases<T> {
  /** The maximum number of cases; default as in the run (`--num-runs`). */
  readonly runs?: number;
  /** Whether the cases are schedules, whose number has its own limit (`--schedules`). */
  readonly areSchedules?: boolean;
  /** How many cases decide if time is short; default the examples and a few others. */
  readonly core?: number;
  /** Tries a case at the same time as others, in real time. What does not pass is tried again alone. */
  readonly beside?: (value: T, ctx: RuleContext) => Promise<void>;
}
