import { describe, expect, it } from 'vitest';
import { checkBy } from '../../../check/check.ts';
import { expectAcknowledged } from '../../../runner/context/expect.ts';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import { CrashGuard } from '../../../runner/crashes/crash-guard.ts';
import { isWithin, shapeOf } from '../../../runner/crashes/message-shape.ts';
import { RecentResponses } from '../../../runner/crashes/recent-responses.ts';
import type { Rule } from '../../../runner/rule.ts';
import type { Outcome } from '../../../simulator/index.ts';
import { simulated } from '../../support/simulated.ts';
import { testSecret } from '../check-fixture.ts';
import { startCrashing } from '../crashing-receiver.ts';
import { useFakeTime } from '../fake-time.ts';
import { ownRule } from '../own-rules.ts';
import { answer, sentWith } from '../sent.ts';

const fatal = [{ event: 'fatal', n: 1 }];
const isFatal = (message: string) => message.includes('fatal');

/** The results of own rules, one after the other, for a receiver that crashes on a fatal message. */
function resultsOf(runs: readonly Rule['run'][], behavior: Parameters<typeof startCrashing>[1] = {}) {
  return simulated(async () => {
    const { url, restart, observe, close } = await startCrashing(isFatal, behavior);
    const rules = runs.map((run, n) => ownRule(`rule-${n}`, run, { runs: 'alone' }));
    try {
      return (
        await checkBy(rules, {
          url,
          restart,
          observe,
          secret: testSecret,
          sharesProcess: true,
          settleMs: 150,
        })
      ).results;
    } finally {
      close();
    }
  });
}

describe('a rule whose receiver crashes', () => {
  it('can see which message crashed it, and its evidence says so', async () => {
    const seen: unknown[] = [];
    const look = ({ run }: RuleContext) => seen.push([run.endedBy(fatal, undefined), run.endedUnseen()]);
    const [result] = await resultsOf([
      async (ctx) => {
        look(ctx);
        await ctx.deliver(fatal);
        look(ctx);
      },
    ]);
    const end = 'exited with code 1; it printed:\nTypeError: no map';
    expect(seen).toEqual([
      [undefined, undefined],
      [end, undefined],
    ]);
    expect(result?.evidence.notes).toEqual([`the receiver ${end}`]);
  });

  it('learns of a crash after a response, which no attempt shows', async () => {
    let unseen: string | undefined;
    await resultsOf(
      [
        async (ctx) => {
          await ctx.deliver(fatal);
          await ctx.pause(50);
          // Nobody listens any more, so this finds out.
          await ctx.deliver({});
          unseen = ctx.run.endedUnseen();
        },
      ],
      { afterMs: 5 },
    );
    expect(unseen).toMatch(/^exited with code 1/);
  });

  it('has no early reports after it, which may be lost', async () => {
    const seen: number[] = [];
    await resultsOf([
      async (ctx) => {
        seen.push(ctx.run.early().reports.length);
        await ctx.deliver(fatal);
        seen.push(ctx.run.early().reports.length);
      },
    ]);
    expect(seen[0]).toBeGreaterThan(0);
    expect(seen[1]).toBe(0);
  });

  it('is inconclusive if it needs a message like the one that crashed it', async () => {
    const sendFatal = async (ctx: RuleContext) => void (await ctx.deliver(fatal));
    const [, second] = await resultsOf([
      sendFatal,
      async (ctx) => void (await ctx.deliver([{ event: 'fatal', n: 2 }])),
    ]);
    expect(second).toMatchObject({ verdict: 'inconclusive', reasonCode: 'crashes' });
  });

  it("shows the receiver's last output if it answers with a 5xx", async () => {
    const fails = (message: string) => async (ctx: RuleContext) =>
      expectAcknowledged(ctx, await ctx.deliver([{ event: message }]));
    const notesOf = async (status: number) =>
      (await resultsOf([fails('other')], { status }))[0]?.evidence.notes;
    const [first] = (await notesOf(500)) ?? [];
    expect(first).toMatch(/^the receiver's last output: .*got \[\{"event":"other"\}\]/);
    expect(await notesOf(400)).toBeUndefined();
  });
});

it('suspects a message whose connection was cut first, and six messages at most', () => {
  const responses = new RecentResponses();
  const add = (what: string, kind: 'aborted' | 'response', message: unknown) =>
    responses.add({
      what,
      message,
      fault: undefined,
      sent: { outcome: { kind } } as never,
      send: () => new Promise(() => {}),
    });
  add('aborted', 'aborted', 'text');
  // Each has another shape.
  for (const [n, message] of [1, null, {}, [], [1], [null], [{}], [[]]].entries())
    add(`answered ${n}`, 'response', message);
  const suspects = responses.suspects().map(({ what }) => what);
  expect(suspects).toEqual(['aborted', 'answered 7', 'answered 6', 'answered 5', 'answered 4', 'answered 3']);
});

const report = (sn: string, others: object = {}) => ({ event: 'did_change', sn, updateTime: 1, ...others });

describe('the shape of a message', () => {
  it('is the same whatever its values are, and whether it is given as bytes', () => {
    const shape = shapeOf([report('36A')], undefined);
    expect(shapeOf([report('36B')], undefined)).toEqual(shape);
    expect(shapeOf(Buffer.from(JSON.stringify([report('36C'), report('36D')])), undefined)).toEqual(shape);
    expect(shape.kinds).toEqual(['did_change']);
  });

  it('differs by event, field, type and emptiness', () => {
    const { form } = shapeOf([report('36A')], undefined);
    for (const other of [
      report('36A', { event: 'did_delete' }),
      report('36A', { trunkDidInfoList: [] }),
      report('36A', { updateTime: '1' }),
      report(''),
    ])
      expect(shapeOf([other], undefined).form).not.toBe(form);
  });

  it('contains another one if it has all of its kinds', () => {
    const both = shapeOf([report('36A'), { repository: {}, sn: '36A' }], undefined);
    expect(both.kinds).toEqual(['capacity', 'did_change']);
    expect(isWithin(shapeOf([report('36B')], undefined), both)).toBe(true);
    expect(isWithin(both, shapeOf([report('36B')], undefined))).toBe(false);
  });

  it('is bounded for a message with 30,000 levels, and for one that is not JSON', () => {
    const nested = Buffer.from(`${'['.repeat(30_000)}${']'.repeat(30_000)}`);
    expect(shapeOf(nested, undefined).form.length).toBeLessThan(100);
    expect(shapeOf(Buffer.from('{'), undefined).form).toBe('string');
  });
});

const failed = (code: string): Outcome => ({
  kind: 'connection-failed',
  phase: 'connect',
  code,
  message: code,
});

/** Sends two messages at once, of which the first ends the receiver: right after its response, unless others are in flight. */
async function sendTwo() {
  useFakeTime();
  let isAlive = true;
  let starts = 0;
  let inFlight = 0;
  const guard = new CrashGuard(
    {
      isRestarted: true,
      detect: async () => (isAlive ? undefined : 'exited with code 1'),
      async comeBack() {
        isAlive = true;
        starts += 1;
      },
    },
    60_000,
    () => {},
  );
  const send = (what: string, ends: boolean) =>
    guard.send({ what, message: [{ event: what }], fault: undefined }, async () => {
      if (!isAlive) return sentWith(failed('ECONNREFUSED'));
      inFlight += 1;
      const startsBefore = starts;
      await new Promise((resolve) => setTimeout(resolve, 10));
      inFlight -= 1;
      const isAlone = inFlight === 0 && isAlive && starts === startsBefore;
      if (ends) isAlive = false;
      return sentWith(isAlone ? answer(200) : failed('ECONNRESET'));
    });
  const sent = await Promise.all([send('the cause', true), send('another one', false)]);
  return { statuses: sent.map(({ outcome }) => outcome.kind), crashes: guard.crashes };
}

describe('a crash', () => {
  it('is not due to a message sent again after one that ended the receiver after its response', async () => {
    const { statuses, crashes } = await sendTwo();
    expect(statuses).toEqual(['response', 'response']);
    expect(crashes.flatMap(({ by }) => by?.what ?? [])).toEqual(['the cause']);
  });
});
