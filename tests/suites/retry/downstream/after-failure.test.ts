import { describe, expect, it } from 'vitest';
import { type OneReport, reportOfEachKind } from '../../../../runner/context/one-report.ts';
import type { RuleContext } from '../../../../runner/context/rule-context.ts';
import { assumeCalls } from '../../../../runner/downstream/assume-calls.ts';
import {
  expectUsualResult,
  retryAfterFailure,
  usualResultOf,
} from '../../../../suites/retry/downstream/after-failure.ts';
import {
  type LaterCall,
  resultWithService,
  type SimulatedReceiver,
} from '../../../runner/downstream/with-service.ts';

interface Reported {
  readonly sn: string;
  readonly event?: string;
}

interface Behavior {
  /** The calls because of a report; the later one is sent once the usual result is known. */
  readonly callsOf: (report: Reported, isLater: boolean) => readonly LaterCall[];
  readonly observe?: (sn: string, isLater: boolean) => unknown;
  readonly what?: string;
}

/** The result of a rule that learns what a report leads to, and then compares that with a later one; and how long that took (ms). */
async function compared({ callsOf, observe, what = 'a DID change' }: Behavior) {
  let [later, tookMs] = ['', 0];
  const result = await resultWithService(
    async (ctx) => {
      const isOne = (report: { readonly what: string }) => report.what === what;
      const first = (await assumeCalls(ctx)).find(isOne);
      const second = reportOfEachKind(ctx).find(isOne);
      if (!first || !second) throw new Error(`no calls after ${what}`);
      const usual = await usualResultOf(ctx, first);
      later = second.sn;
      ctx.downstream.countAs(later);
      await ctx.deliver(second.message);
      const start = performance.now();
      await expectUsualResult(ctx, second, usual, true);
      tookMs = performance.now() - start;
    },
    {
      callsOf: (report) => callsOf(report, report.sn === later),
      ...(observe && { observe: (sn: string) => observe(sn, sn === later) }),
    },
  );
  const notes = result.evidence.attempts.flatMap(({ note }) => note ?? []);
  return { ...result, tookMs, comparisons: notes.filter((note) => note.endsWith('for comparison')) };
}

const named = ({ sn }: Reported): LaterCall[] => [{ path: `/pbx/${sn}` }];
const nameless = (): LaterCall[] => [{ path: '/notices' }];

describe('the calls after a failure of the service', () => {
  it('must come', async () => {
    const { finding } = await compared({ callsOf: (report, isLater) => (isLater ? [] : named(report)) });
    expect(finding).toMatchObject({
      expected:
        '1 call to the service about a DID change acknowledged while the service failed, once the service has recovered',
      actual: 'no call within 30 s',
    });
  });

  it.each([
    [1, 'no call within 30 s, after 1 call that got a 500', 'Check the status of each response'],
    [3, 'no call within 30 s, after 3 calls that got a 500', 'and then gave up'],
  ])('must be repeated until they succeed: %i is not enough', async (times, actual, fix) => {
    const failing = (report: Reported) =>
      Array.from({ length: times }, () => ({ path: `/pbx/${report.sn}`, status: 500 }));
    const callsOf = (report: Reported, isLater: boolean) => (isLater ? failing(report) : named(report));
    const { finding } = await compared({ callsOf });
    expect(finding).toMatchObject({ actual, fix: expect.stringContaining(fix) });
  });

  it('are all that is compared if no state is shown', async () => {
    const { verdict, comparisons } = await compared({ callsOf: named });
    expect([verdict, comparisons]).toEqual(['pass', []]);
  });

  it('may be repeated a little later, even if they name no PBX', async () => {
    const callsOf = (_report: Reported, isLater: boolean) =>
      isLater ? [...nameless(), { path: '/notices', afterMs: 500 }] : nameless();
    expect((await compared({ callsOf })).reasonCode).toBe('too-many-nameless-calls');
  });

  it('do not include those about messages that are sent to observe the state', async () => {
    const { verdict, tookMs } = await compared({ callsOf: nameless, observe: () => 'done' });
    expect(verdict).toBe('pass');
    // It never waits in vain for a call.
    expect(tookMs).toBeLessThan(30_000);
  });
});

describe('the state after a failure of the service', () => {
  it('is compared even if the receiver only reads from the service', async () => {
    const callsOf = (report: Reported) => named(report).map((call) => ({ ...call, method: 'GET' }));
    const observe = (_sn: string, isLater: boolean) => (isLater ? 'half done' : 'done');
    expect((await compared({ callsOf, observe: () => 'done' })).verdict).toBe('pass');
    expect((await compared({ callsOf, observe })).finding?.actual).toBe(
      'the state is "half done" instead of "done"',
    );
  });

  it('is compared with that of another PBX after a report of the same kind', async () => {
    const reports = new Map<string, number>();
    const callsOf = (report: Reported) => {
      reports.set(report.sn, (reports.get(report.sn) ?? 0) + 1);
      return named(report);
    };
    const observe = (sn: string, isLater: boolean) => ({
      applied: Number(isLater) + Number(reports.get(sn)),
    });
    const { finding, comparisons } = await compared({ callsOf, observe, what: 'a capacity change' });
    expect(finding?.actual).toBe('`applied` is 2 instead of 1');
    expect(new Set(comparisons)).toEqual(new Set(['a capacity change, for comparison']));
  });

  it('is compared once the other PBX has its calls, too', async () => {
    const calledAt = new Map<string, number>();
    const callsOf = (report: Reported) => {
      // The first two reports are those to learn from.
      const afterMs = calledAt.size < 2 ? 0 : 5000;
      calledAt.set(report.sn, performance.now() + afterMs);
      return named(report).map((call) => ({ ...call, afterMs }));
    };
    const observe = (sn: string, isLater: boolean) => {
      const isCalled = performance.now() >= (calledAt.get(sn) ?? Infinity);
      if (!isCalled) return 'pending';
      return isLater ? 'half done' : 'done';
    };
    expect((await compared({ callsOf, observe })).finding?.actual).toBe(
      'the state is "half done" instead of "done"',
    );
  });
});

describe('after a failure of the service', () => {
  /** The result of a rule that does this with the first report, and the times of its messages (ms). */
  async function retried(
    act: (ctx: RuleContext, report: OneReport) => Promise<unknown>,
    { callsOf = named, ...behavior }: Partial<SimulatedReceiver> = {},
  ) {
    let startedAt = 0;
    const times: number[] = [];
    const statusOf = (nth: number) => {
      times.push(performance.now() - startedAt);
      return behavior.statusOf?.(nth) ?? 200;
    };
    const run = async (ctx: RuleContext) => {
      const [report] = await assumeCalls(ctx);
      startedAt = performance.now();
      if (report) await act(ctx, report);
    };
    const result = await resultWithService(run, { callsOf, ...behavior, statusOf });
    const notes = result.evidence.attempts.flatMap(({ note }) => note ?? []);
    return { ...result, times, retries: notes.filter((note) => note.startsWith('retry ')) };
  }

  it('a message is resent as YCM does: after a pause, and only until it is acknowledged', async () => {
    let delayMs = 0;
    const act = (ctx: RuleContext, report: OneReport) => {
      delayMs = ctx.run.profile.retryDelayMs;
      return retryAfterFailure(ctx, report);
    };
    const { times, retries } = await retried(act, { statusOf: (nth) => (nth === 3 ? 500 : 200) });
    expect(delayMs).toBeGreaterThan(0);
    expect(times.slice(2)).toEqual([delayMs, 2 * delayMs]);
    expect(retries.at(-1)).toBe('retry 2 of a DID change, after the service recovered');
  });

  it('a message must be acknowledged before the retries are exhausted', async () => {
    const { finding, retries } = await retried(retryAfterFailure, {
      statusOf: (nth) => (nth > 2 ? 500 : 200),
    });
    expect(finding?.expected).toMatch(/^a 2xx within \d+ s for /);
    expect(retries).toHaveLength(3);
  });

  it('nothing is known about a receiver that only reads, if no state is shown', async () => {
    const reading = (report: Reported) => named(report).map((call) => ({ ...call, method: 'GET' }));
    const { reason } = await retried(usualResultOf, { callsOf: reading });
    expect(reason).toMatch(/^for a DID change, the receiver only reads from the downstream service; add /);
  });

  it.each([
    [true, 'a DID change acknowledged while the service failed'],
    [false, 'a DID change whose first attempt failed'],
  ])('the usual calls must not be repeated: acknowledged is %s', async (wasAcknowledged, what) => {
    const again = async (ctx: RuleContext, report: OneReport) => {
      const usual = await usualResultOf(ctx, report);
      await ctx.deliver(report.message);
      await expectUsualResult(ctx, report, usual, wasAcknowledged);
    };
    const known = new Set<string>();
    const once = (report: Reported) => (known.has(report.sn) ? [] : known.add(report.sn) && named(report));
    expect((await retried(again, { callsOf: once })).verdict).toBe('pass');
    expect((await retried(again)).finding).toMatchObject({
      expected: `no more than 1 call to the service about ${what}`,
      actual: '2 calls',
    });
  });
});
