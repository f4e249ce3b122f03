import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { allAtOnce, effectsInSteps, slowObserver } from '../../diagnosis/causes/slow.ts';
import type { Facts } from '../../diagnosis/facts.ts';
import type { Report } from '../../schemas/index.ts';
import { check } from '../../suites/index.ts';
import { testSecret } from '../runner/check-fixture.ts';
import { serverOf } from '../runner/check-server.ts';
import { simulated } from '../support/simulated.ts';

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

interface Slow {
  /** How long the queue takes for each message (ms). */
  readonly messageMs?: number;
  /** How long the observer takes for each look (ms). */
  readonly lookMs?: number;
  /** How long after the ack each message is applied (ms), whatever else waits. */
  readonly lateMs?: number;
}

/** Checks a receiver that acknowledges at once, in a time that is too short for it. */
function checkSlow({ messageMs = 0, lookMs = 0, lateMs = 0 }: Slow, budgetMs = 8000) {
  return simulated(async () => {
    const states = new Map<string, Record<string, { updateTime: number }>>();
    let queue = Promise.resolve();
    const apply = async (message: string) => {
      await sleep(messageMs);
      for (const report of [JSON.parse(message)].flat()) {
        const kind = report.repository ? 'capacity' : 'dids';
        const state = states.get(report.sn) ?? {};
        if (!report.sn || (state[kind]?.updateTime ?? 0) >= report.updateTime) continue;
        states.set(report.sn, { ...state, [kind]: report });
      }
    };
    const server = serverOf(async (message, response: ServerResponse, { url = '', method }) => {
      if (method === 'POST') {
        if (lateMs > 0) setTimeout(() => apply(message).catch(() => {}), lateMs);
        else queue = queue.then(() => apply(message)).catch(() => {});
        return void response.end();
      }
      await sleep(lookMs);
      const sn = new URL(url, 'http://localhost').searchParams.get('sn') ?? '';
      return void response.end(JSON.stringify(states.get(sn) ?? null));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const rules = ['retry/*', 'message/replaces-the-did-list', 'message/applies-every-item'];
      return await check({ url, secret: testSecret, rules, observeUrl: `${url}/state?sn={sn}`, budgetMs });
    } finally {
      server.close();
      server.closeAllConnections();
    }
  });
}

/** Their ids. This receiver verifies nothing, so a rule that notices may be inconclusive for that reason. */
function outOfTime(results: Report['results']) {
  return results.filter(({ reasonCode }) => reasonCode === 'out-of-time').map(({ id }) => id);
}

it('names a slow observer, its time and a larger budget if rules ran out of time', async () => {
  const title = /^Your observer takes ([6-9]\d\d ms|[1-9][\d.]* s) to show a state: too slow to check every/;
  const { diagnosis, results } = await checkSlow({ lookMs: 600 });
  expect(diagnosis).toMatchObject({ cause: 'observer-slow' });
  expect(diagnosis?.title).toMatch(title);
  expect(diagnosis?.fix).toMatch(/--budget \d+m/);
  expect(diagnosis?.explains).toEqual(outOfTime(results));
});

it('suggests a larger budget than the one that was too short', () => {
  const facts = {
    looks: { count: 10, totalMs: 2500 },
    observer: { option: 'observeUrl' },
    results: [{ verdict: 'inconclusive', reasonCode: 'out-of-time' }],
    budgetMs: 120_000,
  };
  const cause = slowObserver(facts as unknown as Facts);
  expect(cause?.fix ?? '').toContain('--budget 4m');
});

it('names a slow queue and how far it was behind if rules ran out of time', async () => {
  const title = /queue is too slow to check every rule in time: it was [\d.]+ s behind/;
  const { diagnosis, results } = await checkSlow({ messageMs: 700 }, 16_000);
  expect(diagnosis).toMatchObject({ cause: 'queue-slow' });
  expect(diagnosis?.title).toMatch(title);
  expect(diagnosis?.explains).toEqual(outOfTime(results));
});

it('names late effects and a larger budget if rules ran out of time', async () => {
  const title = /^The effect of a message shows (9\d\d ms|1[.\d]* s) after your receiver acknowledges it/;
  const { diagnosis, results } = await checkSlow({ lateMs: 1000 }, 12_000);
  expect(diagnosis).toMatchObject({ cause: 'effects-late' });
  expect(diagnosis?.title).toMatch(title);
  expect(diagnosis?.fix).toMatch(/--budget \d+m/);
  expect(diagnosis?.explains).toEqual(outOfTime(results));
});

it('names none of them if every rule was checked', async () => {
  const { diagnosis } = await checkSlow({ lookMs: 5, messageMs: 1 }, 60_000);
  expect(diagnosis).toBeUndefined();
});

describe('a check that ran out of time', () => {
  const results = [{ reasonCode: 'out-of-time', verdict: 'inconclusive', level: 'must' }];
  const looks = { count: 10, totalMs: 1000, waitedMs: 0 };
  const facts = (known: object) => ({ looks, results, pauseMs: 0, ...known }) as unknown as Facts;

  it("doesn't blame an observer for looks that waited for each other", () => {
    const waiting = {
      looks: { count: 10, totalMs: 9000, waitedMs: 7000 },
      observer: { option: 'observeCmd' },
    };
    expect(slowObserver(facts(waiting))).toMatchObject({
      title: expect.stringContaining('takes 200 ms to show'),
      evidence: [
        'looked 10 times: 200 ms each on average, after 700 ms of waiting for other commands to end',
      ],
    });
  });

  it('has a receiver that works in steps', () => {
    const title = expect.stringContaining('in steps, 900 ms apart');
    expect(effectsInSteps(facts({ pauseMs: 1000 }))).toMatchObject({ cause: 'effects-in-steps', title });
    expect(effectsInSteps(facts({ pauseMs: 300 }))).toBeUndefined();
    expect(effectsInSteps(facts({ pauseMs: 1000, results: [] }))).toBeUndefined();
  });

  it('has an observer that shows all PBXs at once', () => {
    const observer = { option: 'observeUrl', isPerPbx: false };
    expect(allAtOnce(facts({ observer }))).toMatchObject({ cause: 'observer-shows-all' });
    const fixWith = (more: object) => allAtOnce(facts({ observer: { ...observer, ...more } }))?.fix ?? '';
    expect(fixWith({})).toContain('with {sn} in its URL');
    expect(fixWith({ learned: { problem: 'shows-all' } })).not.toContain('{sn}');
    expect(allAtOnce(facts({ observer: { ...observer, isPerPbx: true } }))).toBeUndefined();
    expect(allAtOnce(facts({ observer: undefined }))).toBeUndefined();
  });
});
