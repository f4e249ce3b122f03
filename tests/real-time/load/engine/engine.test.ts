import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { mergeResults, runLoad } from '../../../../load/index.ts';
import { checking, isGenuine, load, options, targetAt, traffic } from '../../../load/driver.ts';
import type { Answer } from '../../../support/recording-receiver.ts';

test('sends every message of the plan once, signed, and reports it even without a watcher', async () => {
  const { result, requests } = await load(undefined);
  expect(requests).toHaveLength(40);
  expect(requests.every(isGenuine)).toBe(true);
  expect(new Set(requests.map(({ body }) => body.toString())).size).toBe(40);
  expect(result).toMatchObject({ ended: 'done', due: 40, unsent: 0, attempts: 40, retries: 0 });
  expect(result.genuine).toEqual({ sent: 40, acknowledged: 40, refused: 0, unanswered: 0, aborted: 0 });
  expect(result.outcomes).toEqual({ 200: 40 });
  for (const times of [result.lagMs, result.serviceMs, result.ackMs]) expect(times.p50).not.toBeNull();
});

test('requests the rate of the plan', async () => {
  const { result } = await load(undefined, { plan: { rate: 200, durationMs: 250, seed: 1 } });
  expect(result.due).toBe(50);
  expect(result.requestedPerSecond).toBeCloseTo(200, 6);
});

test('a slow receiver increases lag and ack, which count from the due time', async () => {
  // 20 messages are due within 20 ms. One after the other they take 20 times 50 ms.
  const slow = (response: { end(): void }) => setTimeout(() => response.end(), 50);
  const plan = { rate: 1000, count: 20, arrivals: 'even', seed: 1 } as const;
  const { result } = await load(slow, { plan, connections: 1 });
  expect(result.requestedPerSecond).toBeCloseTo(1000, 6);
  expect(result.lagMs.max).toBeGreaterThan(850);
  expect(result.ackMs.max).toBeGreaterThan(900);
  expect(result.ackMs.p50).toBeGreaterThan(400);
  expect(result.achievedPerSecond).toBeLessThan(30);
  expect(result.limitedBy).toBe('connections');
});

test('retries unacknowledged messages, counts them as extra load, and measures the ack from the first due time', async () => {
  const seen = new Set<string>();
  const { result, requests } = await load(
    (response, { body }) => {
      const isFirst = !seen.has(body.toString());
      seen.add(body.toString());
      response.statusCode = isFirst ? 503 : 200;
      response.end();
    },
    { plan: { rate: 1000, count: 10, seed: 1 }, profile: { ...options.profile, retryDelayMs: 60 } },
  );
  expect(requests).toHaveLength(20);
  expect(result).toMatchObject({ attempts: 20, retries: 10, outcomes: { 503: 10, 200: 10 } });
  expect(result.genuine).toMatchObject({ sent: 10, acknowledged: 10 });
  expect(result.ackMs.p50).toBeGreaterThan(55);
});

test('gives up after the configured retries', async () => {
  const refuse = (response: { statusCode: number; end(): void }) => {
    response.statusCode = 500;
    response.end();
  };
  const { result } = await load(refuse, { plan: { rate: 1000, count: 5, seed: 1 } });
  expect(result).toMatchObject({ attempts: 20, retries: 15, genuine: { acknowledged: 0, refused: 5 } });
});

test('includes the given shares of duplicates and forgeries, and never retries a forgery', async () => {
  const { result, requests } = await load(checking, {
    plan: { rate: 2000, count: 400, seed: 1 },
    traffic: { ...traffic, repeated: 0.2, forged: 0.25 },
  });
  const { genuine, repeated, forged } = result;
  expect(forged.sent).toBeGreaterThan(90);
  expect(forged.sent).toBeLessThan(110);
  expect(forged).toEqual({
    sent: forged.sent,
    acknowledged: 0,
    refused: forged.sent,
    unanswered: 0,
    aborted: 0,
  });
  expect(repeated.sent).toBeGreaterThan(60);
  expect(repeated.acknowledged + genuine.acknowledged).toBe(400 - forged.sent);
  const bodies = requests.filter(isGenuine).map(({ body }) => body.toString());
  expect(bodies.length - new Set(bodies).size).toBe(repeated.sent);
  expect(requests).toHaveLength(400);
});

test('reports the result of each message once', async () => {
  const results = new Map<number, string>();
  const { result } = await load(
    checking,
    { traffic: { ...traffic, forged: 0.3 } },
    { onDecided: ({ index, kind, result }) => results.set(index, `${kind} ${result}`) },
  );
  expect([...results.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n));
  const forged = [...results.values()].filter((result) => result === 'forged refused');
  expect(forged).toHaveLength(result.forged.sent);
});

test('the lanes of a plan together send the whole plan, and merge to the same counts', async () => {
  const mixed = { traffic: { ...traffic, repeated: 0.1, forged: 0.2 } };
  const whole = await load(checking, mixed);
  const first = await load(checking, { ...mixed, slice: { lane: 0, lanes: 2 } });
  const second = await load(checking, { ...mixed, slice: { lane: 1, lanes: 2 } });
  const wireOf = (requests: readonly { headers: Record<string, unknown>; body: Buffer }[]) =>
    requests.map(({ headers, body }) => `${headers['x-signature']} ${body}`).sort();
  expect(wireOf([...first.requests, ...second.requests]).length).toBe(40);
  const genuineOf = (requests: typeof whole.requests) => wireOf(requests.filter(isGenuine));
  expect(genuineOf([...first.requests, ...second.requests])).toEqual(genuineOf(whole.requests));
  const merged = mergeResults([first.result, second.result]);
  const { genuine, repeated, forged, due, attempts, outcomes } = whole.result;
  expect(merged).toMatchObject({ genuine, repeated, forged, due, attempts, outcomes, ended: 'done' });
  expect(merged.requestedPerSecond).toBeCloseTo(1000, 3);
});

test("with sign: 'once', a set of messages is signed in advance and sent in rotation", async () => {
  const plan = { rate: 'max', count: 1040, seed: 1 } as const;
  const { result, requests } = await load(undefined, { plan, sign: 'once' });
  expect(result.attempts).toBe(1040);
  expect(new Set(requests.map(({ body }) => body.toString())).size).toBe(1000);
  expect(requests.every(isGenuine)).toBe(true);
});

test('sends as fast as the connections allow', async () => {
  const { result } = await load(undefined, { plan: { rate: 'max', count: 60, seed: 1 }, connections: 3 });
  expect(result).toMatchObject({ requestedPerSecond: 'max', due: 60, attempts: 60, unsent: 0 });
});

test('the rate of a load at full speed is the number of messages over the time it took to send them', async () => {
  const { result } = await load(undefined, {
    plan: { rate: 'max', durationMs: 300, seed: 1 },
    drainMs: 60_000,
  });
  expect(result).toMatchObject({ ended: 'done', unsent: 0, due: result.attempts });
  expect(result.durationMs).toBeGreaterThanOrEqual(300);
  expect(result.durationMs).toBeLessThan(30_000);
  const { achievedPerSecond } = result;
  // The last one was sent when the 300 ms were over, or slightly earlier.
  expect(achievedPerSecond).toBeGreaterThan((0.9 * result.attempts) / 0.3);
});

test('times count from when each message was due, so a receiver that keeps up has short ones', async () => {
  const { result } = await load(undefined, {
    plan: { rate: 50, durationMs: 1000, arrivals: 'even', seed: 1 },
  });
  for (const { p50 } of [result.lagMs, result.serviceMs, result.ackMs]) expect(p50).toBeLessThan(250);
});

test.each([
  ['fresh', 'close'],
  ['kept', 'keep-alive'],
] as const)(
  'requests over %s connections send Connection: %s, and are counted with their heads',
  async (reuse, connection) => {
    const { result, requests } = await load(undefined, { reuse });
    expect(new Set(requests.map(({ headers }) => headers.connection))).toEqual(new Set([connection]));
    // The bodies come with heads of 100 to 1000 bytes.
    const bodies = requests.reduce((sum, { body }) => sum + body.length, 0);
    expect(result.requestBytes).toBeGreaterThan(bodies + 100 * requests.length);
    expect(result.requestBytes).toBeLessThan(bodies + 1000 * requests.length);
  },
);

test('an unreachable receiver is counted, not thrown', async () => {
  const { result } = await load((response) => response.socket?.destroy(), {
    plan: { rate: 1000, count: 4, seed: 1 },
  });
  expect(result.genuine).toMatchObject({ sent: 4, acknowledged: 0, unanswered: 4 });
  expect(Object.values(result.outcomes)).toEqual([16]);
  expect(result.ackMs.max).toBeNull();
});

test('an attempt ends at the configured deadline', async () => {
  const hangTwice: Answer = (response, _request, n) => void (n > 2 && response.end());
  const { result } = await load(hangTwice, {
    plan: { rate: 100, count: 2, seed: 1 },
    settings: { timeoutSeconds: 3, retryCount: 1 },
  });
  expect(result).toMatchObject({
    outcomes: { timeout: 2, 200: 2 },
    genuine: { acknowledged: 2 },
    ended: 'done',
  });
  expect(result.serviceMs.max).toBeGreaterThanOrEqual(2990);
});

test('when the drain time is over, attempts in flight are aborted and unsent messages count as late', async () => {
  const { result, requests } = await load(() => {}, { connections: 2, drainMs: 30 });
  expect(result.ended).toBe('drained');
  expect(result.genuine).toMatchObject({ sent: 2, aborted: 2 });
  expect(requests.length).toBeLessThanOrEqual(2);
  expect(result).toMatchObject({ due: 40, unsent: 38, limitedBy: 'connections' });
  // The messages that were never sent are in the lag, with their final delay.
  expect(result.lagMs.p50).toBeGreaterThan(30);
});

describe('messages that become due one by one while all connections hang', () => {
  const plan = { rate: 100, count: 40, arrivals: 'even', seed: 1 } as const;
  const hung = { limitedBy: 'connections', limitedByWhy: expect.stringContaining('all 2 connections') };

  test('are never sent: the connections are the limit', async () => {
    const { result } = await load(() => {}, { plan, connections: 2, drainMs: 30 });
    expect(result).toMatchObject({ ended: 'drained', unsent: 38, ...hung });
  });

  test('are dropped on an abort: the connections are the limit', async () => {
    const abort = new AbortController();
    const hang = () => void setTimeout(() => abort.abort(), 200);
    const { result } = await load(hang, { plan, connections: 2 }, { signal: abort.signal });
    expect(result).toMatchObject({ ended: 'aborted', ...hung });
  });

  test('are sent late and then all at once: the connections were the limit', async () => {
    let answered = 0;
    const stall = (response: { end(): void }) => {
      answered += 1;
      setTimeout(() => response.end(), answered <= 2 ? 300 : 0);
    };
    const { result } = await load(stall, { plan, connections: 2 });
    expect(result).toMatchObject({ ended: 'done', unsent: 0, ...hung });
  });
});

test('an abort ends the load at once, with what was sent until then', async () => {
  const abort = new AbortController();
  const { result } = await load(
    () => abort.abort(),
    { plan: { rate: 50, durationMs: 60_000, seed: 1 } },
    { signal: abort.signal },
  );
  expect(result.ended).toBe('aborted');
  const { sent, aborted } = result.genuine;
  expect(sent).toBe(aborted);
  expect(sent).toBeGreaterThan(0);
  const before = await runLoad(targetAt('http://127.0.0.1:9/'), options, { signal: AbortSignal.abort() });
  expect(before).toMatchObject({ ended: 'aborted', attempts: 0 });
});

test('an error in a watcher ends the run, not the process', async () => {
  const angry = () => {
    throw new RangeError('angry');
  };
  await expect(load(undefined, {}, { onDecided: angry })).rejects.toThrow('angry');
  await expect(load(undefined, {}, { onTick: angry })).rejects.toThrow('angry');
});

test('due times wait neither for a stalled receiver nor for its recovery', async () => {
  // From the first request on, nothing is answered for 300 ms, then everything at once.
  const held: (() => void)[] = [];
  let open: Promise<void> | undefined;
  let isOpen = false;
  const { result } = await load(
    (response) => {
      open ??= sleep(300).then(() => {
        isOpen = true;
        for (const answer of held) answer();
      });
      if (isOpen) response.end();
      else held.push(() => response.end());
    },
    { plan: { rate: 200, count: 60, arrivals: 'even', seed: 1 }, connections: 4 },
  );
  await open;
  expect(result.due).toBe(60);
  // Everything due meanwhile waited. A closed loop would have held it back and shown four late ones.
  expect(result.ackMs.p50).toBeGreaterThan(20);
  expect(result.ackMs.max).toBeGreaterThan(250);
});
