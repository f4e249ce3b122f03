import type { MessageToSend } from '../sending/message-to-send.ts';

/** A message that was acknowledged. */
export interface AcknowledgedMessage extends Pick<MessageToSend, 'what' | 'message'> {
  readonly fault?: MessageToSend['fault'];
  /** When it was acknowledged, of `performance.now()`. */
  readonly at: number;
}

/** A message after which the receiver acknowledges messages and applies none. */
export interface StoppedWorker {
  /** The last message that had an effect, and the first that had none. */
  readonly last: string;
  readonly first: string;
  /** How many acknowledged reports have none. */
  readonly waiting: number;
  /** What stopped it again when it was sent alone, after a restart. */
  readonly by: Pick<AcknowledgedMessage, 'what' | 'message'>;
  /** How many messages were sent again, these two among them. */
  readonly tried: number;
}

const maxMessages = 5000;
const maxAllBytes = 32 * 1024 * 1024;

/** The first acknowledged messages of a run, in order. */
export class AcknowledgedLog {
  readonly #messages: AcknowledgedMessage[] = [];
  #bytes = 0;

  note(one: AcknowledgedMessage, bytes: number): void {
    if (this.#messages.length >= maxMessages || this.#bytes + bytes > maxAllBytes) return;
    this.#bytes += bytes;
    this.#messages.push(one);
  }

  /** The last one at or before the first moment, the first one at or after the second, and those between them. */
  around(fromAt: number, toAt: number): readonly AcknowledgedMessage[] {
    const from = this.#messages.findLastIndex(({ at }) => at <= fromAt);
    const to = this.#messages.findIndex(({ at }) => at >= toAt);
    return to < 0 ? [] : this.#messages.slice(Math.max(0, from), to + 1);
  }
}
