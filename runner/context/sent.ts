import type { Connector, Fault, Transmission } from '../../simulator/index.ts';

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
  /** Its number among the attempts of the rule, from 1. */
  readonly n: number;
  readonly isAcknowledged: boolean;
  /** What was sent, in words that go on after "a message": from the note or the fault. */
  readonly what: string;
}
