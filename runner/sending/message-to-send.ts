import type { Fault } from '../../simulator/index.ts';

/** A message of the check, to send once or again. */
export interface MessageToSend {
  /** A phrase that follows "crashes on" or "sent". */
  readonly what: string;
  readonly message: unknown;
  readonly fault: Fault | undefined;
}

/** The part that the receiver can see. */
export type Content = Pick<MessageToSend, 'message' | 'fault'>;
