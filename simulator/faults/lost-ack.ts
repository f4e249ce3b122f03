import type { Fault } from './fault.ts';

/**
 * The connection is cut after the request was sent, before the answer: the sender never learns that it was received. It is closed
 * and not reset, so that the receiver still reads what was sent.
 */
export function lostAck(afterMs = 0): Fault {
  return {
    name: 'lost-ack',
    title: `whose connection is closed ${afterMs} ms after it was sent, before the answer`,
    pace: (head, body) => [
      { kind: 'send', bytes: Buffer.concat([head, body]) },
      ...(afterMs > 0 ? [{ kind: 'wait', waitMs: afterMs } as const] : []),
      { kind: 'cut', how: 'close' },
    ],
  };
}
