import type { Instability, Json, Learned, Observer } from '../observation/index.ts';
import type { ConnectionLimit } from '../receiver/index.ts';
import type {
  Crash,
  LastResponse,
  Pace,
  Pause,
  ProbeResponse,
  StoppedWorker,
  Timed,
} from '../runner/index.ts';
import type { RateLimit } from '../schemas/generated/types.ts';
import type { Method, Profile } from '../simulator/index.ts';
import type { ReceiverMistake } from '../simulator/signature/mistakes/mistake.ts';
import type { Dialect } from '../simulator/wire/request.ts';
import type { CheckedRules } from './checked-rules.ts';
import type { SmallestCrashingMessage } from './shrink-crash.ts';

/** How many DID changes about different PBXs were acknowledged, and how many of these had no effect. */
export interface EffectsShown {
  readonly acknowledged: number;
  readonly missing: number;
}

/** The effects of messages sent one after the other and, if none is missing, of others sent at once. */
export interface MissingEffects {
  readonly inTurn: EffectsShown;
  readonly atOnce?: EffectsShown;
}

/** Whose reports share one time: those about all PBXs, or the DID and capacity reports about each. */
export type SharedClock = 'all-pbxs' | 'both-kinds';

/** The shapes of genuine messages. */
export type Shape = 'test' | 'dids' | 'capacity';

/** One genuine message of each shape, sent before the rules. Several responses if the first may be random. */
export type Genuine = Readonly<Record<Shape, readonly [ProbeResponse, ...ProbeResponse[]]>>;

/** Which signature the receiver accepts instead of the genuine one. */
export interface SignatureProbes {
  /** The response to a correctly signed message. */
  readonly refused: ProbeResponse;
  /** How many known mistakes were tried, and how many there are. */
  readonly tried: number;
  readonly known: number;
  /** What wasn't tried, why, and how to find it out: lines for people. */
  readonly notTried?: readonly string[];
  /** The receiver accepts the webhook's previous secret. */
  readonly acceptsPrevious?: true;
  readonly accepted?: {
    readonly mistakes: readonly ReceiverMistake[];
    readonly answer: ProbeResponse;
    /** How to sign other messages like this; several if this message doesn't tell. */
    readonly dialects?: readonly Dialect[];
  };
}

/** A message that got its response only when an idle connection was closed. */
export interface BlockedMessage {
  /** How long the connection stayed open (ms). */
  readonly heldMs: number;
  /** The response to the message, which was sent while the connection was idle. */
  readonly answer: ProbeResponse;
}

/** The responses of a receiver that rejects genuine messages as forged, or fails, only if they arrive at once. */
export interface SentAtOnce {
  readonly inTurn: readonly ProbeResponse[];
  readonly atOnce: readonly ProbeResponse[];
  /** To copies of one message, at once; none if the receiver fails. */
  readonly copies: readonly ProbeResponse[];
}

/** Probes for the way in which genuine messages failed. */
export interface Probes {
  readonly signature?: SignatureProbes;
  /** The path with a trailing slash added or removed. */
  readonly otherPath?: { readonly path: string; readonly answer: ProbeResponse };
  readonly otherMethod?: { readonly method: Method; readonly answer: ProbeResponse };
  /** Where every message is redirected, if the receiver serves that and checks signatures there. */
  readonly redirectedTo?: { readonly url: string; readonly answer: ProbeResponse };
  /** Where a GET has the message, if the receiver finds it there and checks signatures. */
  readonly otherCarriage?: { readonly carriage: Profile['payloadIn']; readonly answer: ProbeResponse };
  readonly otherContentType?: { readonly contentType: string; readonly answer: ProbeResponse };
  /** The largest accepted and the smallest rejected body size (bytes). */
  readonly size?: {
    readonly accepted: number;
    readonly refused: number;
    /** A larger body gets no response. */
    readonly hangs?: true;
  };
  /** Messages that got their response only when an idle connection was closed. */
  readonly blockedByIdle?: readonly BlockedMessage[];
  readonly atOnce?: SentAtOnce;
  readonly missingEffects?: MissingEffects;
  readonly sharedClock?: SharedClock;
  /** A PBX that no report was about shows the last report, whatever its serial number. */
  readonly oneState?: boolean;
  /** Whether each copy of a message that was sent again and again was applied. The last ones were not. */
  readonly copies?: readonly boolean[];
  readonly connectionLimit?: ConnectionLimit;
  readonly stoppedWorker?: StoppedWorker;
  /** A report as an object instead of an array. */
  readonly bareReport?: ProbeResponse;
  /** A report whose updateTime is in milliseconds. */
  readonly inMilliseconds?: ProbeResponse;
  /** An array whose only item is an unknown event, if no report is acknowledged. */
  readonly unknownEvent?: ProbeResponse;
}

/** Messages sent at intervals. */
export interface Paced {
  readonly everyMs: number;
  readonly answers: readonly ProbeResponse[];
}

/** What is known about the findings after the rules ran. */
export interface Afterwards {
  readonly probes: Pick<
    Probes,
    | 'size'
    | 'stoppedWorker'
    | 'copies'
    | 'signature'
    | 'blockedByIdle'
    | 'atOnce'
    | 'connectionLimit'
    | 'missingEffects'
    | 'sharedClock'
    | 'oneState'
  >;
  /** The responses to equivalent genuine messages, sent one after the other. Empty unless a failed message succeeded later, or the receiver broke down. */
  readonly series: readonly ProbeResponse[];
  /** The responses to the same messages at a slower pace, if most of the series got 503. */
  readonly paced?: Paced | undefined;
  /** Rules whose deciding message failed again every time. */
  readonly alwaysFail: readonly string[];
  /** The smallest genuine message that crashes the receiver, based on the one that did. */
  readonly smallestCrashingMessage?: SmallestCrashingMessage | undefined;
  /** What a PBX shows now, if its report had no effect in time. */
  readonly lateState?: Json | undefined;
}

interface ObserverFacts {
  /** The user's input. */
  readonly option: Observer['option'];
  /** False if it shows one state for all PBXs. */
  readonly isPerPbx: boolean;
  /** Undefined if nothing could be learned. */
  readonly learned: Learned | undefined;
  /** How the state changes while nothing is sent. */
  readonly instability: Instability | undefined;
  /** What a PBX shows at the end, if its report had no effect in time. */
  readonly lateState: Json | undefined;
}

/** All facts for the decision. */
export interface Facts extends CheckedRules, Omit<Afterwards, 'probes' | 'lateState'> {
  readonly method: Method;
  /** Where its messages are. */
  readonly carriage: Profile['payloadIn'];
  readonly url: string;
  /** The path of the webhook's URL. */
  readonly path: string;
  /** The secret, safe to show. */
  readonly secret: string;
  readonly timeoutMs: number;
  /** How long the check could take. */
  readonly budgetMs: number;
  readonly genuine: Genuine;
  readonly probes: Probes;
  /** Whether every message used a kept connection, and the receiver hangs on those or breaks them. */
  readonly failsKeptConnections: boolean;
  /** Undefined if there was none. */
  readonly lastResponse: LastResponse | undefined;
  /** Periods without any response that have ended. */
  readonly pauses: readonly Pause[];
  /** The last response to a genuine report, except rejections. Undefined if there was none. */
  readonly lastReport: LastResponse | undefined;
  readonly pace: Pace;
  readonly crashes: readonly Crash[];
  /** The receiver's last output; empty if unknown. */
  readonly printed: string;
  /** Whether the check started the receiver. */
  readonly canStart: boolean;
  /** What is known about the observer, if there is one. */
  readonly observer: ObserverFacts | undefined;
  /** A rate limit that the check has reached. */
  readonly limit: RateLimit | undefined;
  /** How long the check waited in vain for the app to serve (ms). */
  readonly waitedForAppMs: number | undefined;
  /** How often and how long the check observed the receiver's state, and how long observations waited for each other (ms). */
  readonly looks: Timed & { readonly waitedMs: number };
  /** How many messages showed an effect before the rules started, and how long after their acks (ms). */
  readonly effects: Timed;
  /** The longest pause between two changes of a state that one message caused (ms). */
  readonly pauseMs: number;
  /** The longest time from an ack to its effect while the receiver had a backlog (ms). */
  readonly behindMs: number;
}
