import { request as httpRequest, type RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../bench/support/free-port.ts';
import { checkBy } from '../../../check/check.ts';
import { type Downstream, startDownstream } from '../../../observation/downstream/downstream.ts';
import { expectAcknowledged } from '../../../runner/context/expect.ts';
import { defineRule } from '../../../runner/rule.ts';
import { didReport } from '../../../simulator/index.ts';
import { check } from '../../../suites/index.ts';
import { idsOf, reasonsOf, testSecret } from '../../runner/check-fixture.ts';
import { serverOf } from '../../runner/check-server.ts';
import { ownTexts } from '../../runner/own-rules.ts';

const started: Downstream[] = [];
const start = async () => {
  const downstream = await startDownstream();
  started.push(downstream);
  return downstream;
};
afterEach(async () => {
  for (const downstream of started.splice(0)) await downstream.close();
});

describe('the downstream service that a check simulates', () => {
  it('responds 200, and records the method, path and body of calls that name a PBX', async () => {
    const downstream = await start();
    const post = (path: string, body: string) => fetch(`${downstream.url}${path}`, { method: 'POST', body });
    const response = await post('/pbx', '{"sn":"36A"}');
    expect([response.status, await response.json()]).toEqual([200, {}]);
    await post('/pbx/36A?x=1', 'text');
    await post('/pbx/36B', '{}');
    expect(downstream.calls('36A')).toEqual([
      { method: 'POST', path: '/pbx', body: '{"sn":"36A"}', status: 200 },
      { method: 'POST', path: '/pbx/36A?x=1', body: 'text', status: 200 },
    ]);
    await post('/later', '36A');
    expect(downstream.calls('36A')).toHaveLength(3);
    expect(downstream.calls('36C')).toEqual([]);
    expect(downstream.size).toBe(4);
  });

  it('keeps 64 KiB of a body', async () => {
    const downstream = await start();
    await fetch(`${downstream.url}/36A`, { method: 'PUT', body: 'x'.repeat(300_000) });
    expect(downstream.calls('36A')[0]?.body).toHaveLength(64 * 1024);
  });

  it('fails on request, and then responds again', async () => {
    const downstream = await start();
    downstream.behave('fails');
    expect((await fetch(`${downstream.url}/36A`)).status).toBe(500);
    downstream.behave('answers');
    expect((await fetch(`${downstream.url}/36A`)).status).toBe(200);
    expect(downstream.calls('36A').map(({ status }) => status)).toEqual([500, 200]);
  });

  it('resets connections when it refuses, new ones and kept ones', async () => {
    const downstream = await start();
    expect((await fetch(downstream.url)).status).toBe(200);
    downstream.behave('refuses');
    expect(await outcomeOf(downstream.url)).toBe('ECONNRESET');
    await expect(fetch(downstream.url)).rejects.toThrow('fetch failed');
    expect(downstream.size).toBe(1);
  });

  it('responds late, or never until its behavior changes', async () => {
    const downstream = await start();
    downstream.behave({ delayMs: 60_000 });
    const late = outcomeOf(downstream.url);
    await expect.poll(() => downstream.size).toBe(1);
    downstream.behave('hangs');
    const hung = outcomeOf(downstream.url);
    await expect.poll(() => downstream.size).toBe(2);
    expect(await Promise.race([late, hung, 'waiting'])).toBe('waiting');
    downstream.behave('answers');
    expect(await hung).toBe('ECONNRESET');
  });

  it('responds once its delay is over', async () => {
    const downstream = await start();
    downstream.behave({ delayMs: 20 });
    expect((await fetch(`${downstream.url}/36A`)).status).toBe(200);
  });

  it('shows its calls in order, and ends while one hangs', async () => {
    const downstream = await startDownstream();
    for (const path of ['/a', '/b']) await fetch(`${downstream.url}${path}`);
    const paths = (from: number, to?: number) => downstream.between(from, to).map(({ path }) => path);
    expect([paths(0), paths(1), paths(0, 1)]).toEqual([['/a', '/b'], ['/b'], ['/a']]);
    expect(downstream.isFull).toBe(false);
    downstream.behave('hangs');
    const hung = outcomeOf(downstream.url);
    await expect.poll(() => downstream.size).toBe(3);
    await downstream.close();
    expect(await hung).toBe('ECONNRESET');
    expect(downstream.between(2)[0]?.status).toBeUndefined();
  });

  it('says that its port is in use', async () => {
    const taken = await start();
    const port = Number(new URL(taken.url).port);
    await expect(startDownstream(port)).rejects.toMatchObject({
      code: 'bad-downstream',
      message: expect.stringMatching(/cannot listen at 127\.0\.0\.1:\d+.*EADDRINUSE.*give a free port/),
    });
  });
});

describe('a run that simulates the downstream service', () => {
  it('checks a receiver by its calls', async () => {
    const downstream = await start();
    const checkIt = (callTwice: boolean, rules: readonly string[]) =>
      check({
        receiver: forwarder(downstream.url, { callTwice }),
        downstream,
        secret: testSecret,
        rules,
        // It calls once, whatever the response.
        exclude: ['retry/recovers-from-downstream-failure'],
        settleMs: 5000,
        sequences: 1,
        time: 'simulated',
      });
    const wrong = await checkIt(true, ['retry/applies-once']);
    expect(idsOf(wrong, 'fail')).toContain('retry/applies-once');
    expect(wrong.observer).toMatchObject({ kind: 'downstream', url: downstream.url });
    const all = ['retry/*', 'message/applies-every-item', 'message/replaces-the-did-list'];
    const right = await checkIt(false, all);
    expect(reasonsOf(right)).toBe('');
    // Calls do not show the current state.
    expect(idsOf(right, 'skipped')).toEqual(
      expect.arrayContaining(['message/replaces-the-did-list', 'retry/ignores-a-late-older-message']),
    );
    expect(right.results.find(({ id }) => id === 'message/replaces-the-did-list')?.reason).toMatch(
      /not its calls to the downstream service or a history: add --observe-url/,
    );
  });

  it('does not blame a receiver that is not configured to call it', async () => {
    const silent = serverOf((_message, response) => response.end());
    const port = await freePort();
    const report = await check({
      receiver: silent,
      downstreamPort: port,
      secret: testSecret,
      rules: ['message/applies-every-item'],
      settleMs: 200,
      time: 'simulated',
    });
    expect(idsOf(report, 'inconclusive')).toEqual(['message/applies-every-item']);
    expect(report.results[0]?.reason).toContain(
      `did not call http://127.0.0.1:${port} within 0.2 s; configure it to call this URL`,
    );
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
  });

  const hangs = defineRule({
    ...ruleBase('example/acknowledges-while-the-downstream-hangs'),
    needs: ['downstream'],
    async run(ctx) {
      ctx.downstream.behave('hangs');
      const sn = ctx.serial();
      expectAcknowledged(ctx, await ctx.deliver([didReport({ sn, dids: ctx.dids(1), updateTime: 1 })]));
      await ctx.downstream.awaitCalls(sn, 0);
    },
  });
  const answers = defineRule({
    ...ruleBase('example/calls'),
    needs: ['downstream'],
    async run(ctx) {
      const sn = ctx.serial();
      await ctx.deliver([didReport({ sn, dids: ctx.dids(1), updateTime: 1 })]);
      const [first] = await ctx.downstream.awaitCalls(sn, 0);
      expect(first?.status).toBe(200);
    },
  });

  it('lets a rule change its behavior, and responds again for the next rule', async () => {
    const downstream = await start();
    const checkIt = (receiver: RequestListener) =>
      checkBy([hangs, answers], {
        receiver,
        downstream,
        secret: testSecret,
        settings: { timeoutSeconds: 3 },
        time: 'simulated',
      });
    const report = await checkIt(forwarder(downstream.url, { waits: true }));
    expect(report.results.map(({ verdict }) => verdict)).toEqual(['fail', 'pass']);
    expect(report.results[0]?.evidence.notes).toContainEqual(
      expect.stringMatching(
        /^the downstream service began to hang (?:before the first attempt|.* after attempt \d+ got a 200)$/,
      ),
    );
    expect((await checkIt(forwarder(downstream.url))).summary.pass).toBe(2);
  });

  it('skips rules that need it if it is not given', async () => {
    const report = await checkBy([hangs], {
      receiver: forwarder('http://127.0.0.1:9'),
      secret: testSecret,
      time: 'simulated',
    });
    expect(report.results[0]).toMatchObject({
      verdict: 'skipped',
      reason: 'needs a simulated downstream service: add --downstream-port',
    });
  });

  it('accepts only one downstream service', async () => {
    const downstream = await start();
    const both = {
      downstream,
      downstreamPort: 9000,
      secret: testSecret,
      receiver: forwarder(downstream.url),
    };
    await expect(check(both)).rejects.toMatchObject({ code: 'bad-downstream' });
  });
});

function ruleBase(id: string) {
  const words = { title: 'is right', ...ownTexts };
  return {
    id,
    ...words,
    level: 'must',
    severity: 'refuses-genuine',
    basis: 'derived',
    requirements: [],
  } as const;
}

interface Forwarding {
  /** Whether it calls again for a duplicate. */
  readonly callTwice?: boolean;
  /** Whether it acknowledges only after the downstream service has responded. */
  readonly waits?: boolean;
}

/** Accepts every message as genuine, and forwards each report once to the downstream service. */
function forwarder(
  downstream: string,
  { callTwice = false, waits = false }: Forwarding = {},
): RequestListener {
  const seen = new Set<string>();
  return async (request, response) => {
    const body = await buffer(request);
    const message: unknown = JSON.parse(body.toString());
    const news = (Array.isArray(message) ? message : []).map((report) => JSON.stringify(report));
    const fresh = callTwice ? news : news.filter((report) => !seen.has(report) && seen.add(report));
    const calls = fresh.map((body) =>
      fetch(`${downstream}/reports`, { method: 'POST', body }).catch(() => {}),
    );
    if (waits) await Promise.all(calls);
    response.end();
  };
}

function outcomeOf(url: string): Promise<number | string | undefined> {
  return new Promise((resolve) => {
    httpRequest(url, { agent: false }, (response) => resolve(response.statusCode))
      .once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
      .end();
  });
}
