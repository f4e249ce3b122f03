import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { checkBy } from '../../check/check.ts';
import type { ReceiverProcess, Restart } from '../../receiver/receiver-process.ts';
import { expectAcknowledged, fail } from '../../runner/context/expect.ts';
import { defineRule, type Rule } from '../../runner/rule.ts';
import { testMessage } from '../../simulator/index.ts';
import { check } from '../../suites/index.ts';
import { simulated } from '../support/simulated.ts';
import { testSecret } from './check-fixture.ts';
import { serverOf } from './check-server.ts';
import { ownTexts } from './own-rules.ts';

function rule(name: string, run: Rule['run'], parts: Partial<Rule> = {}): Rule {
  const words = { title: 'is right', ...ownTexts };
  const fixed = { level: 'must', severity: 'refuses-genuine', basis: 'derived', requirements: [] } as const;
  return defineRule({ id: `example/${name}`, ...words, ...fixed, needs: ['restart'], run, ...parts });
}

const restarts = rule('restarts', async (ctx) => {
  expectAcknowledged(ctx, await ctx.deliver(testMessage));
  await ctx.receiver.restart();
  expectAcknowledged(ctx, await ctx.deliver(testMessage, { note: 'the message after the restart' }));
});
const leavesItDead = rule('leaves-it-dead', async (ctx) => {
  await ctx.receiver.kill();
  fail('is right', 'is not');
});
const acknowledges = rule(
  'acknowledges',
  async (ctx) => expectAcknowledged(ctx, await ctx.deliver(testMessage)),
  { needs: [], runs: 'last' },
);

/** A server on one port that can be closed at once and listen again; `comesBack` says how many times. */
async function mortal(comesBack = Number.POSITIVE_INFINITY) {
  const calls: string[] = [];
  const server = serverOf((_message, response) => response.end());
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const process: ReceiverProcess = {
    async kill() {
      calls.push('kill');
      await close();
    },
    async start() {
      calls.push('start');
      if (calls.filter((word) => word === 'start').length > comesBack)
        throw new Error('the database is locked');
      await listen(port);
    },
  };
  return { url: `http://127.0.0.1:${port}/`, process, calls, close };
}

function checkIt(rules: readonly Rule[], comesBack?: number) {
  return simulated(async () => {
    const receiver = await mortal(comesBack);
    const { url, process: restart, calls } = receiver;
    const report = await checkBy(rules, {
      url,
      restart,
      secret: testSecret,
      settings: { timeoutSeconds: 3 },
    });
    if (report.results.every(({ verdict }) => verdict !== 'skipped')) await receiver.close();
    return { results: report.results, calls };
  });
}

describe('a rule that kills and restarts the receiver', () => {
  it('continues with a receiver that comes back', async () => {
    const { results, calls } = await checkIt([restarts, acknowledges]);
    expect(results.map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
    expect(calls).toEqual(['kill', 'start']);
    expect(results[0]?.evidence.notes).toEqual([
      expect.stringMatching(/^the receiver was killed .* after attempt \d+ got a 200$/),
      expect.stringMatching(/^the receiver was restarted .* after attempt \d+ got a 200$/),
    ]);
  });

  it('finds a receiver that does not come back, and skips later rules with the reason', async () => {
    const { results } = await checkIt([restarts, acknowledges], 0);
    expect(results[0]).toMatchObject({
      verdict: 'fail',
      finding: {
        expected: 'the receiver listens again when it is restarted after a kill',
        actual: 'the database is locked',
      },
    });
    expect(results[1]).toMatchObject({
      verdict: 'skipped',
      reason: 'the receiver stopped listening: the database is locked (example/restarts)',
    });
  });

  it("leaves it running for other rules, whatever the rule's result", async () => {
    const { results, calls } = await checkIt([leavesItDead, acknowledges]);
    expect(results.map(({ verdict }) => verdict)).toEqual(['fail', 'pass']);
    expect(calls.at(-1)).toBe('start');
  });

  it("runs alone, after all rules that don't", async () => {
    const order: string[] = [];
    const named = (name: string, needs: Rule['needs']) =>
      rule(name, async () => void order.push(name), { needs: needs ?? [] });
    await checkIt([
      named('first', ['restart']),
      named('second', []),
      { ...named('third', []), runs: 'alone' },
    ]);
    expect(order).toEqual(['second', 'third', 'first']);
  });

  it('is skipped if the receiver cannot be restarted', async () => {
    const report = await checkBy([restarts], {
      receiver: counting().receiver,
      secret: testSecret,
      time: 'simulated',
    });
    expect(report.results[0]).toMatchObject({
      verdict: 'skipped',
      reason: 'needs to kill and restart the receiver: add --exec',
    });
  });
});

describe('a receiver in the same process', () => {
  const checkIn = (restart: Restart) => {
    const { receiver, forget } = counting();
    const seen: number[] = [];
    const looks = rule('looks', async (ctx) => {
      await ctx.deliver(testMessage);
      await ctx.receiver.kill();
      await ctx.receiver.start();
      const { outcome } = await ctx.deliver(testMessage);
      if (outcome.kind === 'response') seen.push(Number(outcome.body.toString()));
    });
    const options = {
      receiver,
      restart: () => restart() ?? forget(),
      secret: testSecret,
      time: 'simulated',
    } as const;
    return checkBy([looks], options).then(({ results }) => ({ result: results[0], seen }));
  };

  it('is recreated by a function, at the moment of the kill', async () => {
    const { result, seen } = await checkIn(() => undefined);
    expect([result?.verdict, seen]).toEqual(['pass', [1]]);
  });

  it('that cannot be recreated has not come back', async () => {
    const { result } = await checkIn(() => Promise.reject(new Error('the file is damaged')));
    expect(result?.finding?.actual).toBe('the file is damaged');
  });

  it('is checked by the whole catalog anyway', async () => {
    const { receiver, forget } = counting();
    const rules = ['acknowledgement/acknowledges-the-test-message'];
    const report = await check({ receiver, restart: forget, secret: testSecret, rules, time: 'simulated' });
    expect(report.summary.pass).toBe(1);
  });
});

/** Responds with the number of requests since it was created. */
function counting(): { readonly receiver: RequestListener; readonly forget: () => void } {
  let count = 0;
  return {
    receiver: (_request, response) => {
      count += 1;
      response.end(String(count));
    },
    forget: () => {
      count = 0;
    },
  };
}
