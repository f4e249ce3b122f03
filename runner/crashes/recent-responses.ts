import type { Transmission } from '../../simulator/index.ts';
import type { MessageToSend } from '../sending/message-to-send.ts';
import { keyOfShape, shapeOf } from './message-shape.ts';

/** A message that got a response, and how to send it again. */
export interface Responded extends MessageToSend {
  readonly sent: Transmission;
  readonly send: () => Promise<Transmission>;
}

/** A receiver that responds first and works later crashes soon after its response (ms). */
const soonMs = 1000;
/** A pause between two responses: a crash after it is probably due to the later one (ms). */
const pauseMs = 40;
const maxKept = 64;
const maxSuspects = 6;

/** The sender closed its connection early, which many receivers don't expect. */
export function wasAborted({ sent }: Responded): boolean {
  return sent.outcome.kind === 'aborted';
}

/** The last messages that got a response. One of them may crash a receiver that responds before it works. */
export class RecentResponses {
  #last: { readonly one: Responded; readonly at: number }[] = [];

  add(one: Responded): void {
    this.#last.push({ one, at: performance.now() });
    if (this.#last.length > maxKept) this.#last.shift();
  }

  /** The newest message of each shape: first those whose connection the sender closed early, then in reverse order. */
  suspects(): readonly Responded[] {
    const since = performance.now() - soonMs;
    const newest = new Map<string, Responded>();
    for (const { one, at } of this.#last.toReversed()) {
      const key = keyOfShape(shapeOf(one.message, one.fault));
      if (at >= since && !newest.has(key)) newest.set(key, one);
    }
    return [...newest.values()]
      .sort((a, b) => Number(wasAborted(b)) - Number(wasAborted(a)))
      .slice(0, maxSuspects);
  }

  /** What the responses since the last pause were for. */
  sinceLastPause(): readonly string[] {
    const first = this.#last.findLastIndex(({ at }, n) => at - (this.#last[n - 1]?.at ?? 0) >= pauseMs);
    return [...new Set(this.#last.slice(Math.max(0, first)).map(({ one }) => one.what))];
  }
}
