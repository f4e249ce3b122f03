import type { Connector, Fault, Transmission } from '../../simulator/index.ts';

/** How to send one message. */
export interface SendOptions {
  readonly fault?: Fault | undefined;
  /** The steps of a genuine message on its connection; default: everything in one write. */
  readonly inSteps?: Fault['pace'];
  /** A label for the evidence: "the second of two duplicates". */
  readonly note?: string;
  /** Other rules of the check send the same message with this note. It is sent once for all of them. */
  readonly isShared?: boolean;
  /** Connections other than the profile's. */
  readonly connector?: Connector;
  /** Ignores the limit on concurrent attempts: for a burst of a fixed size, and for messages that must follow at once. */
  readonly unbounded?: boolean;
  /** It fails if too many connections are open, and isn't sent again with fewer. */
  readonly seesDrops?: boolean;
  /**
   * The size of the burst that this message belongs to. If a receiver accepts at most that many messages and then refuses everything, that
   * is a finding and not a rate limit.
   */
  readonly ofBurst?: number;
  /** How much of the response body to read (bytes), default 64 KiB. */
  readonly maxBodyBytes?: number;
  /** A timeout other than the run's (ms). */
  readonly timeoutMs?: number;
}

/** An attempt as a rule sees it. */
export interface Sent extends Transmission {
  /** Its number among the rule's attempts, from 1. */
  readonly n: number;
  readonly isAcknowledged: boolean;
  /** The receiver closed the connection, as it does on every forged message. */
  readonly isClosedAsForged?: boolean;
  /** How the receiver's process ended because of it: "exited with code 1". */
  readonly ended?: string;
  /** What was sent, as a phrase that follows "a message": from the note or the fault. */
  readonly what: string;
}
