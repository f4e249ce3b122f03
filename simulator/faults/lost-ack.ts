import type { AnswerPart } from '../wire/wire.ts';
import type { Fault } from './fault.ts';

/**
 * The connection is cut after the request was sent, before the answer: the sender never learns that it was received. It is closed
 * and not reset, so that the receiver still reads what was sent.
 */
export function lostAck(afterMs = 0): Fault {
  return {
    name: 'lost-ack',
    title: `whose connection is closed ${afterMs} ms after it was sent, before the response`,
    pace: (head, body) => [
      { kind: 'send', bytes: Buffer.concat([head, body]) },
      ...(afterMs > 0 ? [{ kind: 'wait', waitMs: afterMs } as const] : []),
      { kind: 'cut', how: 'close' },
    ],
  };
}

const places: Record<AnswerPart, string> = {
  'first-byte': 'within the headers of its response',
  head: 'between the headers and the body of its response',
  'first-body-byte': 'within the body of its response',
  end: 'after its whole response, before it counted',
};

export const answerParts = Object.keys(places) as AnswerPart[];

/** The same while the answer arrives. The request was read by then: the connection is reset, as when a machine between goes down. */
export function lostInAnswer(after: AnswerPart): Fault {
  return {
    name: 'lost-ack',
    title: `whose connection is reset ${places[after]}`,
    pace: (head, body) => [
      { kind: 'send', bytes: Buffer.concat([head, body]) },
      { kind: 'cut', how: 'reset', after },
    ],
  };
}
