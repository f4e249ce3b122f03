import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { checkBy } from '../../../check/check.ts';
import { comparableMs, expectAcknowledged, ownTimeMs } from '../../../runner/context/expect.ts';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import type { Rule } from '../../../runner/rule.ts';
import type { Outcome, Transmission } from '../../../simulator/index.ts';
import { testSecret } from '../../runner/check-fixture.ts';
import { ownRule, resultOf } from '../../runner/own-rules.ts';
import { listenLocally } from '../../support/listen-locally.ts';

/** Accepts connections and never responds. */
async function hangingReceiver(): Promise<string> {
  const server = createServer((socket) => void socket.on('error', () => {}).resume());
  onTestFinished(() => void server.close());
  return `${await listenLocally(server)}/`;
}

/** Blocks this process in the middle of the next step. */
function holdUp(durationMs: number): void {
  setTimeout(() => {
    const endsAt = performance.now() + durationMs;
    while (performance.now() < endsAt);
  }, 100);
}

const settings = { timeoutSeconds: 3 };
/** Other rules send nothing to a receiver that doesn't respond to anything. */
const findsOutWhetherItResponds = { acknowledgementRank: 1 };

/** The result of a rule that does this to a hanging receiver, in a process with no other known activity. */
async function resultAtUrl(run: Rule['run']) {
  const url = await hangingReceiver();
  const rules = [ownRule('one', run, findsOutWhetherItResponds)];
  const { results } = await checkBy(rules, { url, secret: testSecret, settings });
  return results[0];
}

async function awaitAck(ctx: RuleContext): Promise<void> {
  expectAcknowledged(ctx, await ctx.deliver([]));
}

it('is inconclusive about a timeout that coincides with its own stall, in each try', async () => {
  let tries = 0;
  const result = await resultAtUrl(async (ctx) => {
    tries += 1;
    holdUp(1000);
    await awaitAck(ctx);
  });
  expect(tries).toBe(3);
  expect(result).toMatchObject({ verdict: 'inconclusive' });
  expect(result?.reason).toMatch(/^Hookswitch itself was delayed by \d/);
  expect(result?.evidence.attempts[0]?.measuredLateMs).toBeGreaterThan(500);
});

it('blames the receiver once a try is measured in time', async () => {
  let tries = 0;
  const result = await resultAtUrl(async (ctx) => {
    tries += 1;
    if (tries === 1) holdUp(1000);
    await awaitAck(ctx);
  });
  expect(result?.verdict).toBe('fail');
  expect(tries).toBeGreaterThan(1);
});

it('blames a receiver in the same process for blocking it', async () => {
  const result = await resultOf(
    async (ctx) => {
      holdUp(1000);
      await awaitAck(ctx);
    },
    { receiver: () => {}, settings },
    findsOutWhetherItResponds,
  );
  expect(result.verdict).toBe('fail');
});

it('subtracts its own stall from the response time', () => {
  const outcome: Outcome = { kind: 'aborted', at: 'x' };
  const sent = { outcome, elapsedMs: 1500 } as Transmission;
  const attempt = { ...sent, n: 1, isAcknowledged: false, what: 'a message' };
  expect(ownTimeMs(attempt)).toBe(1500);
  expect(ownTimeMs({ ...attempt, measuredLateMs: 1200 })).toBe(300);
  expect(comparableMs(attempt)).toBe(1500);
  expect(() => comparableMs({ ...attempt, measuredLateMs: 1200 })).toThrow(/delayed by 1\.20 s/);
});
