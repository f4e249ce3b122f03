import type { ResponsePart } from '../wire/wire.ts';
import type { Fault } from './fault.ts';

/**
 * The connection is cut after the request was sent and before the response, so the sender doesn't know that it was received. It is closed,
 * not reset, so that the receiver still reads the request.
 */
export function lostAck(afterMs = 0): Fault {
  return {
    name: 'lost-ack',
    title: `whose connection is closed ${afterMs > 0 ? `${afterMs} ms` : 'right'} after sending, before the response`,
    pace: (head, body) => [
      { kind: 'send', bytes: Buffer.concat([head, body]) },
      ...(afterMs > 0 ? [{ kind: 'wait', waitMs: afterMs } as const] : []),
      { kind: 'cut', how: 'close' },
    ],
  };
}

const places: Record<ResponsePart, string> = {
  'first-byte': 'within the headers of its response',
  head: 'between the headers and the body of its response',
  'first-body-byte': 'within the body of its response',
  end: 'after its whole response arrived',
};

export const answerParts = Object.keys(places) as ResponsePart[];

/**
 * The same, but during the response. By then the receiver has read the request, so the connection is reset, as if a machine in between
 * crashed.
 */
export function lostInResponse(after: ResponsePart): Fault {
  return {
    name: 'lost-ack',
    title: `whose connection is reset ${places[after]}`,
    pace: (head, body) => [
      { kind: 'send', bytes: Buffer.concat([head, body]) },
      { kind: 'cut', how: 'reset', after },
    ],
  };
}
