import type { Arbitrary } from 'fast-check';
import type { Sequence, TriedLess } from '../../schemas/generated/types.ts';
import type { Connector, Profile, Settings, TlsFacts, Webhook } from '../../simulator/index.ts';
import type { Sentence } from '../../text/option-words.ts';
import type { DownstreamControl } from '../downstream/downstream-control.ts';
import type { Json } from '../observation/json.ts';
import type { Learned } from '../observation/learning/learned.ts';
import type { Cases } from '../properties/cases.ts';
import type { IdentityFacts } from './identity.ts';
import type { SendOptions, Sent } from './sent.ts';

/** The only way for a rule to send, look and wait: everything it does is recorded as evidence. */
export interface RuleContext extends IdentityFacts {
  readonly run: RunSettings;
  readonly sees: Sight;
  readonly connections: Connections;
  readonly receiver: ReceiverControl;
  /** The service behind the receiver, for a rule that needs `downstream`: it answers again when the rule ends. */
  readonly downstream: DownstreamControl;
  /** One attempt of one message; a value is sent as JSON in the profile's format, a Uint8Array byte for byte. */
  deliver(message: unknown, options?: SendOptions): Promise<Sent>;
  /** The receiver's state of a PBX, now. */
  observe(sn: string): Promise<Json>;
  /** The state once it differs from `before` and has come to rest; the state as it is when that does not happen within `--settle`. */
  observeChange(sn: string, before: Json): Promise<Json>;
  /** The state after the receiver has had its time to do what it should not: after a fence message's effect, and a quiet time. */
  observeQuiet(sn: string): Promise<Json>;
  /** Tries the predicate on generated cases: bounded in number and time, seeded, shrunk. */
  forAll<T>(
    arbitrary: Arbitrary<T>,
    predicate: (value: T) => Promise<void>,
    options: ForAllOptions<T>,
  ): Promise<void>;
  /** Lets time pass (ms). */
  pause(durationMs: number): Promise<void>;
  /** Says that less was tried than with time enough. */
  triedLess(less: TriedLess): void;
  /** A sentence for the evidence: what was tried less than it could be, what was measured. */
  note(text: Sentence): void;
}

/** What is known of the run. */
export interface RunSettings {
  readonly settings: Settings;
  /** The timeout as milliseconds. */
  readonly timeoutMs: number;
  readonly profile: Profile;
  readonly webhook: Webhook;
  /** A secret that the webhook had before, when one is given. */
  readonly retiredSecret: string | undefined;
  /** Whether the run may take its time: the same rules try longer and more. */
  readonly isThorough: boolean;
  /** The sequence to try instead of drawn ones, for the rule that tries them. */
  readonly sequence: Sequence | undefined;
  /** Whether a genuine message has been acknowledged in this run, to whatever rule. */
  hasAcknowledged(): boolean;
  /** So many messages to send at once, up to this many, as make a receiver late that serves one after the other. */
  crowd(most: number): number;
  /** How much time the rule has left (ms). */
  leftMs(): number;
  /** Whether the test message is acknowledged, and no report is. */
  readonly acceptsTestOnly: boolean;
  /** A number in [0, 1) that depends on the seed and the rule alone. */
  random(): number;
}

/** What the observer shows. */
export interface Sight {
  /** Whether there is an observer. */
  readonly anything: boolean;
  /** A PBX by itself, and not all of them at once. */
  readonly eachPbx: boolean;
  /** The state as it is now, and not only what was done. */
  readonly state: boolean;
  /** What a DID report changes. */
  readonly dids: boolean;
  /** What a capacity report changes. */
  readonly capacity: boolean;
  /** The form that YCM doesn't send, and that alone has an effect. */
  readonly onlyWhen: Learned['appliesOnly'];
  /** Whichever PBX is asked for, what was said last about any of them. */
  readonly oneState: boolean;
  /** Which DIDs a PBX has: the numbers, their ids, or the names of their trunks. */
  readonly marks: boolean;
  /** In which form each field of a message shows that can be found at all. */
  readonly fields: Learned['shows'];
}

/** Connections other than the profile's. */
export interface Connections {
  /** A new connection for each attempt, whatever the profile says. */
  fresh(): Connector;
  /** Connections of this rule's own, closed when it ends. */
  kept(): Connector;
  /** Opens a TLS connection and says what was negotiated; verifies even when the run is told not to. */
  inspectTls(): Promise<TlsFacts>;
}

/** The receiver's process, for a rule that needs `restart`. What a rule leaves dead is started again when it ends. */
export interface ReceiverControl {
  /** Whether it can be killed and started again. */
  readonly canRestart: boolean;
  /** Ends the receiver and all it started at once (SIGKILL). Until `start` nobody may listen: send nothing meanwhile. */
  kill(): Promise<void>;
  /** Starts it again and waits until it listens; one that does not come back fails the rule. */
  start(): Promise<void>;
  /** Both. */
  restart(): Promise<void>;
}

export interface ForAllOptions<T> extends Cases<T> {
  /** Cases to try at most; default from the run (`--runs`). */
  readonly runs?: number;
}
