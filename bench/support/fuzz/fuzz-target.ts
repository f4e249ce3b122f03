import { connect, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createExchange } from '../../../console/server/inbox/exchange.ts';
import { openListener } from '../../../listener/serving/open.ts';
import { defaultLimits } from '../../../listener/serving/server.ts';
import { startReceiver } from '../../../listener/session/receiver.ts';
import { RequestCounter } from '../../../listener/session/request-counter.ts';
import { createRedactor } from '../../../text/secrets/redact.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { secret } from './families.ts';
import type { FuzzCase } from './mutate.ts';

/** One of our listeners, which receives hostile bytes. */
export interface FuzzTarget {
  readonly port: number;
  readonly stop: () => Promise<unknown>;
}

type OnOutput = (text: string) => void;

/** A shorter wait for half a request than in production. */
const limits = { ...defaultLimits, headTimeoutMs: 300, requestTimeoutMs: 600 };

/** As in `hookswitch listen --verbose --json`. */
export async function startListenTarget(onOutput: OnOutput): Promise<FuzzTarget> {
  const over = new AbortController();
  const { bound, ended } = await startReceiver({
    host: undefined,
    port: 0,
    secret,
    plan: { responses: [{ kind: 'status', status: 200 }], delayMs: 0 },
    count: undefined,
    detail: 'verbose',
    limits,
    style: { colors: colorsFor({}, {}), redactor: createRedactor([secret]), width: 100 },
    counter: new RequestCounter(),
    print: async (lines) => onOutput(lines.join('\n')),
    record: async (recording) => onOutput(JSON.stringify(recording)),
    signal: over.signal,
  });
  return {
    port: bound.port,
    stop: () => {
      over.abort();
      return ended;
    },
  };
}

/** As in the console's inbox. */
export async function startInboxTarget(onOutput: OnOutput): Promise<FuzzTarget> {
  let seq = 0;
  const redactor = createRedactor([secret]);
  const exchange = createExchange({
    limits,
    keys: () => [{ secret }],
    redactor: () => redactor,
    response: () => ({ kind: 'status', status: 200, delayMs: 0 }),
    port: () => 1,
    keep: (detailOf) => {
      seq += 1;
      onOutput(JSON.stringify(detailOf(seq)));
    },
    reasonOf: (incoming) => listener.reasonOf(incoming),
    isOver: () => false,
  });
  const listener = await openListener(
    {
      onRequest: (incoming, response) => void exchange.handle(incoming, response),
      onNoRequest: onOutput,
    },
    limits,
    undefined,
    0,
  );
  return { port: listener.bound.port, stop: async () => listener.close() };
}

const maxPieces = 300;
/** A listener that has neither responded nor closed by then never will (ms). */
const maxWaitMs = 10_000;

/** Sends the bytes of a case, and waits for a response or the end of the connection. False: neither came. */
export function sendCase({ port }: Pick<FuzzTarget, 'port'>, one: FuzzCase): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    const over = (isServed: boolean) => {
      clearTimeout(timeout);
      socket.destroy();
      resolve(isServed);
    };
    const timeout = setTimeout(() => over(false), maxWaitMs);
    // If the case leaves the connection open, the first response ends it. Otherwise the listener closes the connection after its last
    // response.
    socket.on('data', () => one.ending === 'stay' && over(true));
    socket.on('error', () => {});
    socket.on('close', () => over(true));
    socket.on('connect', () => write(socket, one));
  });
}

async function write(socket: Socket, { bytes, pieceBytes, ending }: FuzzCase): Promise<void> {
  let at = 0;
  for (let pieces = 0; pieces < maxPieces && at + pieceBytes < bytes.length; pieces += 1) {
    socket.write(bytes.subarray(at, at + pieceBytes));
    at += pieceBytes;
    await nextTurn();
  }
  socket.write(bytes.subarray(at), () => {
    if (ending === 'reset') socket.resetAndDestroy();
    if (ending === 'end') socket.end();
  });
}
