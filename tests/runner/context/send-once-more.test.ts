import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type StartedReceiver, startExampleReceiver } from '../../../fixtures/receivers/start.ts';
import { sendOnceMoreIfClosed } from '../../../runner/context/send-once-more.ts';
import { defaultProfile, freshConnections, keptConnections, testMessage } from '../../../simulator/index.ts';
import { testSecret } from '../judge-fixture.ts';

let receiver: StartedReceiver | undefined;
afterEach(() => receiver?.close());

interface Arrival {
  /** Which request of all, from 1. */
  readonly n: number;
  readonly isFirstOfConnection: boolean;
}

/** Answers what it is told to, and else closes the connection once the request is there. */
async function startClosing(isAnswered: (arrival: Arrival) => boolean) {
  const arrivals: Arrival[] = [];
  const known = new WeakSet<Socket>();
  const server = createServer(({ socket }, response) => {
    const arrival = { n: arrivals.length + 1, isFirstOfConnection: !known.has(socket) };
    known.add(socket);
    arrivals.push(arrival);
    if (isAnswered(arrival)) response.end('ok');
    else socket.destroy();
  });
  receiver = await startExampleReceiver(server);
  return { url: receiver.url, arrivals };
}

const allowed = { allowHosts: [] };
const atOnce = <T>(send: () => Promise<T>) => send();
const sendingTo = (url: string) => ({
  webhook: { url, secret: testSecret, method: 'POST' as const },
  message: testMessage,
  profile: defaultProfile,
  timeoutMs: 3000,
});

describe('a message of a check', () => {
  it('goes once more over a new connection when a kept one is closed without an answer', async () => {
    const { url, arrivals } = await startClosing(({ isFirstOfConnection }) => isFirstOfConnection);
    const options = { ...sendingTo(url), connector: keptConnections(allowed) };
    expect((await sendOnceMoreIfClosed(options, allowed, atOnce)).outcome.kind).toBe('response');
    expect((await sendOnceMoreIfClosed(options, allowed, atOnce)).outcome.kind).toBe('response');
    expect(arrivals.map(({ isFirstOfConnection }) => isFirstOfConnection)).toEqual([true, false, true]);
  });

  it('goes twice at most', async () => {
    const { url, arrivals } = await startClosing(({ n }) => n === 1);
    const options = { ...sendingTo(url), connector: keptConnections(allowed) };
    expect((await sendOnceMoreIfClosed(options, allowed, atOnce)).outcome.kind).toBe('response');
    expect((await sendOnceMoreIfClosed(options, allowed, atOnce)).outcome.kind).toBe('connection-failed');
    expect(arrivals).toHaveLength(3);
  });

  it.each([
    ['the first of a kept connection', keptConnections(allowed)],
    ['over new connections', freshConnections(allowed)],
  ])('goes once when it is %s', async (_when, connector) => {
    const { url, arrivals } = await startClosing(() => false);
    const { outcome } = await sendOnceMoreIfClosed({ ...sendingTo(url), connector }, allowed, atOnce);
    expect(outcome.kind).toBe('connection-failed');
    expect(arrivals).toHaveLength(1);
  });
});
