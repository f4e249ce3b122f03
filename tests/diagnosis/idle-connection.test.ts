import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { checkServer, serverOf } from '../runner/check-server.ts';

const rules = ['acknowledgement/serves-fresh-and-kept-connections', 'acknowledgement/acknowledges-in-time'];

/** Responds to a message when this is over. */
const after = (wait: (socket: Socket) => Promise<unknown>) =>
  serverOf(async (_message, response, { socket }) => {
    await wait(socket);
    response.end();
  });

const closed = (socket: Socket) =>
  new Promise<void>((resolve) => void (socket.destroyed ? resolve() : socket.once('close', resolve)));
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let messages = 0;
const everyFifth = () => {
  messages += 1;
  return sleep(messages % 5 === 0 ? 3500 : 5);
};

/** Serves a connection until it is closed. */
function oneConnectionAtATime() {
  let last = Promise.resolve();
  const turns = new Map<Socket, Promise<void>>();
  return after((socket) => {
    const turn = turns.get(socket) ?? last;
    if (!turns.has(socket)) last = turn.then(() => closed(socket));
    turns.set(socket, turn);
    return turn;
  });
}

describe('a receiver that an idle connection blocks', () => {
  it('is named as such, with the times', async () => {
    const { diagnosis } = await checkServer(oneConnectionAtATime(), rules);
    expect(diagnosis).toMatchObject({ cause: 'idle-connection-blocks', explains: [rules[0]] });
    expect(diagnosis?.title).toContain('one connection at a time');
    expect(diagnosis?.evidence[1]).toMatch(/closed the first after 1\.50 s: 200 OK in 1\.[5-7]\d s/);
  });

  it.each([
    ['always', () => sleep(700)],
    ['now and then', everyFifth],
    [
      'in turn',
      (() => {
        let last: Promise<unknown> = Promise.resolve();
        return () => {
          last = last.then(() => sleep(150));
          return last;
        };
      })(),
    ],
  ])('is not a receiver that is slow %s', async (_when, wait) => {
    const { diagnosis } = await checkServer(after(wait), [...rules, 'retry/acknowledges-duplicates']);
    expect(diagnosis?.cause).not.toBe('idle-connection-blocks');
  });
});

describe('a receiver that responds once on each connection', () => {
  it('fails the rule about reused connections, which is the root cause if every message reuses one', async () => {
    const served = new WeakSet<Socket>();
    const server = serverOf((_message, response, { socket }) => {
      if (served.has(socket)) return;
      served.add(socket);
      response.end();
    });
    const { diagnosis, results } = await checkServer(server, rules, { profile: { connections: 'kept' } });
    expect(results.find(({ id }) => id === rules[0])?.verdict).toBe('fail');
    expect(diagnosis).toBeUndefined();
  });
});
