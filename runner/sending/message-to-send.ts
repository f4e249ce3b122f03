import type { Fault } from '../../simulator/index.ts';

/** A message of the check: what is sent, and may be sent again. */
export interface MessageToSend {
  /** Continues "crashes on" and "sent", as a phrase. */
  readonly what: string;
  readonly message: unknown;
  readonly fault: Fault | undefined;
}

/** What decides how a receiver takes a message. */
export type Content = Pick<MessageToSend, 'message' | 'fault'>;
