import type { RequestListener } from 'node:http';
import { describe, it } from 'vitest';
import { type Downstream, startDownstream } from '../../../observation/downstream/downstream.ts';
import type { OneReport } from '../../../runner/context/one-report.ts';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import { assumeCalls, effectsOn } from '../../../runner/downstream/assume-calls.ts';
import {
  expectUsualResult,
  retryAfterFailure,
  usualResultOf,
} from '../../../suites/retry/downstream/after-failure.ts';
import { resultOf } from '../own-rules.ts';

interface Reported {
  readonly sn: string;
  readonly event?: string;
}

interface Behavior {
  /** The calls to the service about a report; `nth` is the number of the rule's message, from 1. */
  readonly callsOf: (report: Reported, nth: number) => readonly [method: string, path: string][];
  /** The status for the rule's nth message, from 1. */
  readonly statusOf?: (nth: number) => number;
  readonly observe?: (sn: string) => unknown;
  readonly budgetMs?: number;
}

const named = ({ sn }: Reported): [string, string][] => [['POST', `/pbx/${sn}`]];
const nameless = (): [string, string][] => [['POST', '/notices?n=1']];

/** The result of a rule that learns which calls reports cause, and then does this with the first. */
async function ruled(
  { callsOf, statusOf = () => 200, ...options }: Behavior,
  then: (ctx: RuleContext, report: OneReport) => Promise<unknown> = async () => {},
) {
  const downstream = await startDownstream();
  let nth = 0;
  const receiver: RequestListener = async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const message: unknown = JSON.parse(Buffer.concat(chunks).toString());
    nth += 1;
    response.statusCode = statusOf(nth);
    const reports: Reported[] = response.statusCode === 200 && Array.isArray(message) ? message : [];
    for (const [method, path] of reports.flatMap((report) => callsOf(report, nth)))
      await called(downstream, method, path);
    response.end();
  };
  const reported: string[] = [];
  const run = async (ctx: RuleContext) => {
    nth = 0;
    const reports = await assumeCalls(ctx);
    reported.push(...reports.map(({ what }) => what));
    const [first] = reports;
    if (first) await then(ctx, first);
  };
  const given = { receiver, downstream, settleMs: 60, ...options };
  const result = await resultOf(run, { ...given, profile: { retryDelayMs: 0 } }, { needs: ['downstream'] });
  await downstream.close();
  return { ...result, reported };
}

function called({ url }: Downstream, method: string, path: string): Promise<unknown> {
  return fetch(`${url}${path}`, { method }).catch(() => {});
}

describe('the calls that reports cause', () => {
  it('are those that name the PBX', async ({ expect }) => {
    const { verdict, reported } = await ruled({ callsOf: named });
    expect([verdict, reported]).toEqual(['pass', ['a DID change', 'a capacity change']]);
  });

  it('may follow one kind of report only', async ({ expect }) => {
    const states = new Map<string, unknown>();
    const callsOf = (report: Reported) => {
      states.set(report.sn, report);
      return report.event ? named(report) : [];
    };
    const observe = (sn: string) => states.get(sn) ?? null;
    const { verdict, reported, evidence } = await ruled({ callsOf, observe, budgetMs: 20_000 });
    expect([verdict, reported]).toEqual(['pass', ['a DID change']]);
    expect(evidence.notes).toEqual(["No call followed a capacity change, so this rule doesn't test it."]);
  });

  it('leave the rule inconclusive if none arrive', async ({ expect }) => {
    const { verdict, reasonCode } = await ruled({ callsOf: () => [] });
    expect([verdict, reasonCode]).toEqual(['inconclusive', 'no-downstream-call']);
  });

  it('are counted if none names a PBX', async ({ expect }) => {
    const { verdict, reported, evidence } = await ruled({
      callsOf: ({ event }) => (event ? nameless() : []),
    });
    expect([verdict, reported]).toEqual(['pass', ['a DID change']]);
    expect(evidence.notes).toContain(
      'No call names a PBX, so calls are attributed to the only PBX that the rule was working with at the time.',
    );
  });

  it('are counted without a token that is fetched occasionally', async ({ expect }) => {
    // Once while the calls are learned, and once after.
    const callsOf: Behavior['callsOf'] = (_report, nth) =>
      nth === 3 || nth > 8 ? [['POST', '/token'], ...nameless()] : nameless();
    let effects = 0;
    const { verdict, reported } = await ruled({ callsOf }, async (ctx, report) => {
      ctx.downstream.countAs(report.sn);
      await ctx.deliver(report.message);
      effects = effectsOn(ctx, report.sn);
    });
    expect([verdict, reported]).toEqual(['pass', ['a DID change', 'a capacity change']]);
    expect(effects).toBe(2);
  });

  it('cannot be counted if their number varies', async ({ expect }) => {
    const callsOf = (_report: Reported, nth: number) => Array.from({ length: nth }, () => nameless()).flat();
    const { verdict, reasonCode } = await ruled({ callsOf });
    expect([verdict, reasonCode]).toEqual(['inconclusive', 'downstream-calls-vary']);
  });
});

describe('after a failure of the service', () => {
  it('nothing is known about a receiver that only reads', async ({ expect }) => {
    const callsOf = ({ sn }: Reported): [string, string][] => [['GET', `/pbx/${sn}`]];
    const { reason } = await ruled({ callsOf }, usualResultOf);
    expect(reason).toMatch(/^for a DID change, the receiver only reads from the downstream service; add /);
  });

  it('a message is resent until it is acknowledged', async ({ expect }) => {
    const statusOf = (nth: number) => (nth === 3 || nth === 4 ? 500 : 200);
    const { verdict, evidence } = await ruled({ callsOf: named, statusOf }, retryAfterFailure);
    expect(verdict).toBe('pass');
    expect(evidence.attempts.map(({ note }) => note).filter((note) => note?.startsWith('retry'))).toEqual([
      'retry 1 of a DID change, after the service recovered',
      'retry 2 of a DID change, after the service recovered',
      'retry 3 of a DID change, after the service recovered',
    ]);
  });

  it('a message must be acknowledged before the retries are exhausted', async ({ expect }) => {
    const statusOf = (nth: number) => (nth > 2 ? 500 : 200);
    const { finding, evidence } = await ruled({ callsOf: named, statusOf }, retryAfterFailure);
    expect(finding?.expected).toMatch(/^a 2xx within \d+ s for /);
    expect(evidence.attempts.filter(({ note }) => note?.startsWith('retry'))).toHaveLength(3);
  });

  const again = (wasAcknowledged: boolean) => async (ctx: RuleContext, report: OneReport) => {
    const usual = await usualResultOf(ctx, report);
    await ctx.deliver(report.message);
    await expectUsualResult(ctx, report, usual, wasAcknowledged);
  };

  it('the usual calls must not be repeated', async ({ expect }) => {
    const known = new Set<string>();
    const callsOf = (report: Reported) => {
      if (known.has(report.sn)) return [];
      known.add(report.sn);
      return named(report);
    };
    expect((await ruled({ callsOf }, again(true))).verdict).toBe('pass');
    const { finding } = await ruled({ callsOf: named }, again(true));
    expect(finding).toMatchObject({
      expected: 'no more than 1 call to the service about a DID change acknowledged while the service failed',
      actual: '2 calls',
    });
    expect((await ruled({ callsOf: named }, again(false))).finding?.expected).toBe(
      'no more than 1 call to the service about a DID change whose first attempt failed',
    );
  });

  it('calls that name no PBX may belong to an earlier report', async ({ expect }) => {
    const { reasonCode, reason } = await ruled({ callsOf: nameless }, async (ctx, report) => {
      const usual = await usualResultOf(ctx, report);
      ctx.downstream.countAs(report.sn);
      await ctx.deliver(report.message);
      await expectUsualResult(ctx, report, usual, false);
    });
    expect(reasonCode).toBe('too-many-nameless-calls');
    expect(reason).toMatch(/^2 calls followed a report that usually causes 1, /);
  });
});

describe('the state after a failure of the service', () => {
  /** Reports nothing to the service about the later PBX, and may apply half of its report. */
  async function verdictOn(endsAs: string) {
    const states = new Map<string, unknown>();
    let later = '';
    const callsOf = (report: Reported) => {
      states.set(report.sn, { sn: report.sn, is: report.sn === later ? endsAs : 'done' });
      return report.sn === later ? [] : named(report);
    };
    return ruled({ callsOf, observe: (sn) => states.get(sn) ?? null }, async (ctx, report) => {
      const usual = { ...(await usualResultOf(ctx, report)), effects: 0 };
      later = ctx.serial();
      const message = [{ event: 'did_change', sn: later, trunkDidInfoList: [], updateTime: 1 }];
      await ctx.deliver(message);
      await expectUsualResult(ctx, { ...report, sn: later, names: [later], message }, usual, true);
    });
  }

  it('must be the usual one', async ({ expect }) => {
    expect((await verdictOn('done')).verdict).toBe('pass');
    expect((await verdictOn('half done')).finding).toMatchObject({
      expected:
        'the same state after a DID change acknowledged while the service failed as without a failure',
      actual: '`is` is "half done" instead of "done"',
    });
  });
});
