import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { listenLocally } from '../../support/listen-locally.ts';

/** The bytes of a small response. */
export const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

export interface RawServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly port: number;
  /** What each connection has sent so far, in the order they were opened. */
  readonly received: Buffer[];
  readonly sockets: Socket[];
}

/** A plain socket server that does nothing by itself; it is closed when the test ends. */
export async function startRawServer(onConnection: (socket: Socket) => void): Promise<RawServer> {
  const received: Buffer[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const nth = sockets.push(socket) - 1;
    received[nth] = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      received[nth] = Buffer.concat([received[nth] ?? Buffer.alloc(0), bytes]);
    });
    socket.on('error', () => {});
    onConnection(socket);
  });
  const origin = await listenLocally(server);
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { origin, port: Number(new URL(origin).port), received, sockets };
}

/** Responds to the first data on a connection with these bytes; `end` closes it afterwards. */
export function answering(answer: string, then: 'end' | 'stay' = 'stay'): (socket: Socket) => void {
  return (socket) =>
    socket.once('data', () => {
      if (then === 'end') socket.end(answer, 'latin1');
      else socket.write(answer, 'latin1');
    });
}

/** Responds to every piece of data with these bytes. */
export function answeringAlways(answer: string): (socket: Socket) => void {
  return (socket) => socket.on('data', () => socket.write(answer, 'latin1'));
}
