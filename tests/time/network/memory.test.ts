import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inSimulatedTime } from '../../../index.ts';

const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

async function textOf(response: IncomingMessage): Promise<string> {
  const body = await buffer(response);
  return body.toString('utf8');
}

describe('HTTP on loopback in simulated time', () => {
  it('carries requests of fetch and of node:http, with large bodies', async () => {
    const large = 'ä'.repeat(3_000_000);
    const lengths = await inSimulatedTime(async () => {
      const server = createServer(async (request, response) => response.end(await textOf(request))).listen(0);
      const url = `http://127.0.0.1:${portOf(server)}/`;
      const echoed = await (await fetch(url, { method: 'POST', body: large })).text();
      server.close();
      return [echoed.length, echoed === large];
    });
    expect(lengths).toEqual([large.length, true]);
  });

  it('keeps connections, and closes them after the timeout of the server', async () => {
    const seen = await inSimulatedTime(async () => {
      const ports: (number | undefined)[] = [];
      const server = createServer({ keepAliveTimeout: 5000 }, ({ socket }, response) => {
        ports.push(socket.remotePort);
        response.end();
      }).listen(0, '127.0.0.1');
      const agent = new Agent({ keepAlive: true });
      const ask = async () => {
        const [response] = (await once(get({ port: portOf(server), agent }), 'response')) as [
          IncomingMessage,
        ];
        await textOf(response);
      };
      await ask();
      await ask();
      await pause(60_000);
      await ask();
      agent.destroy();
      server.close();
      return ports;
    });
    expect(seen[1]).toBe(seen[0]);
    expect(seen[2]).not.toBe(seen[0]);
  });

  it('sends the simulated time as Date', async () => {
    const [date, now] = await inSimulatedTime(async () => {
      const server = createServer((_, response) => response.end()).listen(0);
      const { headers } = await fetch(`http://localhost:${portOf(server)}/`);
      server.close();
      return [headers.get('date'), new Date().toUTCString()];
    });
    expect(date).toBe(now);
  });
});

describe('a connection in simulated time', () => {
  /** What both ends see. */
  const talk = (act: (client: Socket, accepted: Socket) => void | Promise<void>) =>
    inSimulatedTime(async () => {
      const events: string[] = [];
      const note = (who: string, socket: Socket) => {
        for (const name of ['end', 'close']) socket.on(name, () => events.push(`${who}: ${name}`));
        socket.on('data', (bytes) => events.push(`${who}: ${bytes}`));
        socket.on('error', ({ code }: NodeJS.ErrnoException) => events.push(`${who}: ${code}`));
      };
      const server = createTcpServer().listen(0, '127.0.0.1');
      const client = connect({ port: portOf(server), host: '127.0.0.1', allowHalfOpen: true });
      note('client', client);
      const [accepted] = (await once(server, 'connection')) as [Socket];
      note('server', accepted);
      await act(client, accepted);
      await pause(1000);
      client.destroy();
      accepted.destroy();
      server.close();
      return events;
    });

  it('passes bytes and the end of each direction', async () => {
    const events = await talk((client, accepted) => {
      client.end('a question');
      accepted.end('an answer');
    });
    expect(events.filter((event) => event.startsWith('client'))).toEqual([
      'client: an answer',
      'client: end',
      'client: close',
    ]);
    expect(events.filter((event) => event.startsWith('server'))).toEqual([
      'server: a question',
      'server: end',
      'server: close',
    ]);
  });

  it('passes a reset on as ECONNRESET', async () => {
    expect(await talk((client) => void client.resetAndDestroy())).toEqual([
      'client: close',
      'server: ECONNRESET',
      'server: close',
    ]);
  });

  it('resets a sender that writes to a closed connection', async () => {
    const events = await talk(async (client, accepted) => {
      accepted.destroy();
      await once(client, 'end');
      client.write('too late');
    });
    expect(events).toContain('client: ECONNRESET');
  });

  it('is refused once the server is closed, and if the port is in use', async () => {
    const codes = await inSimulatedTime(async () => {
      const codeOf = async (emitter: Socket | ReturnType<typeof createTcpServer>) =>
        ((await once(emitter, 'error').catch((error) => [error])) as [NodeJS.ErrnoException])[0].code;
      const server = createTcpServer().listen(3000);
      const inUse = await codeOf(createTcpServer().listen(3000));
      server.close();
      await once(server, 'close');
      return [inUse, await codeOf(connect(3000))];
    });
    expect(codes).toEqual(['EADDRINUSE', 'ECONNREFUSED']);
  });

  it('holds a writer back whose reader has stopped', async () => {
    const [isHeld, isDone] = await inSimulatedTime(async () => {
      const server = createTcpServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
      const client = connect(portOf(server), '127.0.0.1');
      let written = false;
      client.write(Buffer.alloc(8 * 1024 * 1024), () => {
        written = true;
      });
      const [accepted] = (await once(server, 'connection')) as [Socket];
      await pause(1000);
      const before = written;
      accepted.resume();
      await pause(1000);
      client.destroy();
      server.close();
      return [!before, written];
    });
    expect([isHeld, isDone]).toEqual([true, true]);
  });

  it('connects to a server that listened before', async () => {
    const server = createServer((_, response) => response.end('here')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${portOf(server)}/`;
    expect(await inSimulatedTime(async () => (await fetch(url)).text())).toBe('here');
    // Afterwards, it works as before.
    expect(await (await fetch(url)).text()).toBe('here');
    server.close();
    server.closeAllConnections();
  });
});
