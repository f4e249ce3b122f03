import type { Downstream, Learned, Observer } from '../../observation/index.ts';
import type { OutputSearch, ReceiverProcess } from '../../receiver/index.ts';
import type { Sequence } from '../../schemas/generated/types.ts';
import type {
  ConnectionOptions,
  Connector,
  Header,
  Profile,
  Settings,
  Webhook,
} from '../../simulator/index.ts';
import type { Adapted } from '../adaptation/adaptation.ts';
import type { Pace } from '../budget.ts';
import type { CrashGuard } from '../crashes/crash-guard.ts';
import type { KeptAttempts } from '../crashes/kept-attempts.ts';
import type { Reason } from '../reason.ts';
import type { Responses } from '../responses.ts';
import type { SeenMessages } from '../seen-messages.ts';
import type { ConnectionGuard } from '../sending/connection-guard.ts';
import type { InFlight } from '../sending/in-flight.ts';
import type { RateGuard } from '../sending/rate-guard.ts';
import type { SharedAttempt } from '../sending/shared.ts';
import type { SilenceWatch } from '../silence.ts';
import type { ControlLooks } from '../watching/control-looks.ts';
import type { Fences } from '../watching/fences.ts';
import type { Identities } from './identity.ts';
import type { SeenInRun } from './seen-in-run.ts';

/** Where a run sends, and how. */
export interface Target {
  readonly webhook: Webhook;
  readonly settings: Settings;
  readonly profile: Profile;
  readonly headers: readonly Header[];
  readonly connection: ConnectionOptions;
  readonly connector: Connector;
  /** Whether the receiver is on this machine. Only then may a request carry the secret itself. */
  readonly isOnThisMachine: boolean;
  /** The webhook's previous secret. */
  readonly previousSecret: string | undefined;
  /** How it sees through causes that are known. */
  readonly adapted?: Adapted | undefined;
}

/** What a run can do with the receiver itself. */
export interface ReceiverAccess {
  /** Kills and starts the receiver, if possible. */
  readonly process: ReceiverProcess | undefined;
  /** Searches the receiver's output, if it isn't a process of its own. */
  readonly output?: OutputSearch | undefined;
  /** How long a killed receiver may take to start (ms). */
  readonly comeBackMs: number;
  /** Whether the receiver may run in this process, so that it may cause delays of the process. */
  readonly sharesProcess?: boolean;
}

/** How a run sees the effects of its messages. */
export interface Observation {
  readonly observer: Observer | undefined;
  /** What the observer shows; undefined if nothing could be learned. */
  readonly learned?: Learned | undefined;
  /** Why nothing could be learned, so that no rule can tell what the observer would show. */
  readonly unlearned?: Reason | undefined;
  /** The service behind the receiver, if it is simulated. */
  readonly downstream: Downstream | undefined;
  /** How long after the ack an effect may come (ms). */
  readonly settleMs: number;
}

/** How much a run tries. */
export interface Effort {
  readonly seed: number;
  /** Whether rules may take long. */
  readonly isThorough: boolean;
  /** The number of cases of a property. */
  readonly runs: number;
  /** Whether time is so short that fewer cases must decide. */
  readonly isShort?: boolean;
  /** False if only the verdict matters: failing cases are then not shrunk. */
  readonly shrinks?: boolean | undefined;
  /** The sequence to try instead of generated ones. */
  readonly sequence?: Sequence | undefined;
  /** How many sequences to generate; by default as many as fit into the time. */
  readonly sequences?: number | undefined;
  /** How many schedules of simultaneous messages to try. */
  readonly schedules: number;
}

/** What protects the receiver from the run, and the run from the receiver. */
export interface Guards {
  /** Limits concurrent requests, and requests per second. */
  readonly inFlight: InFlight;
  /** Opens fewer connections at once if the receiver limits them. */
  readonly connections: ConnectionGuard;
  /** Slows the check down if the receiver limits its rate. */
  readonly rate: RateGuard;
  /** The receiver's capacity. */
  readonly pace: Pace;
  /** Restarts the receiver after a crash. */
  readonly crashes: CrashGuard;
}

/** What went over the wire. */
export interface RunTraffic {
  /** Rejected and failed attempts, to try them again. */
  readonly attempts: KeptAttempts;
  /** Messages that several rules send, by their notes. */
  readonly shared: Map<string, SharedAttempt>;
  readonly fences: Fences;
  readonly controlLooks: ControlLooks;
  /** All messages and responses, for rules that watch them. */
  readonly messagesSeen: SeenMessages;
  /** The receiver's last responses: to any message, and to a genuine report that it didn't reject. */
  readonly responses: Readonly<Record<'all' | 'reports', Responses>>;
  /** Whether the receiver doesn't respond anymore: to any message, and to genuine reports. */
  readonly silence: Readonly<Record<'all' | 'reports', SilenceWatch>>;
  /** Called with each message that was sent and not rejected. */
  readonly onStored?: ((message: unknown) => void) | undefined;
}

/** What all rules of a run share. */
export interface RunState {
  readonly target: Target;
  readonly receiver: ReceiverAccess;
  readonly observation: Observation;
  readonly effort: Effort;
  readonly guards: Guards;
  readonly traffic: RunTraffic;
  readonly identities: Identities;
  /** What the run has seen so far. */
  readonly seen: SeenInRun;
}
