import { type DownstreamCall, effectsOfCalls } from '../../observation/index.ts';
import { assumeAcknowledged, cannotTell } from '../context/expect.ts';
import { type OneReport, reportOfEachKind } from '../context/one-report.ts';
import type { RuleContext } from '../context/rule-context.ts';
import { callKindOf } from './call-windows.ts';

/** How long a receiver may wait before its next call about any PBX (ms), unless effects may take longer. */
const maxWaitMs = 30_000;

/** How long to wait for the first call (ms), unless effects may take longer. If none comes, no rule fails. */
const firstCallMs = 15_000;

/** How long the check waits for the next call (ms). */
export function callWaitMs({ run }: RuleContext): number {
  return Math.max(maxWaitMs, run.settleMs);
}

/** How long a queue may be, with calls about other PBXs before the awaited one (ms). */
const maxQueueMs = 120_000;

/** Sends a report of each kind and returns those that lead to calls. Inconclusive if none does. */
export async function assumeCalls(ctx: RuleContext): Promise<readonly OneReport[]> {
  const { downstream } = ctx;
  const { seen } = downstream;
  const reports = reportOfEachKind(ctx);
  for (const { message, what } of reports) assumeAcknowledged(await ctx.deliver(message, { note: what }));
  const sns = reports.map(({ sn }) => sn);
  const waitedMs = seen.waitedForCallMs ?? (await firstCalls(ctx, sns));
  if (downstream.isNameless) return assumeNamelessCalls(ctx);
  const reported = reports.filter(({ sn }) => downstream.hasCalls(sn));
  if (reported.length === 0) {
    seen.waitedForCallMs = waitedMs;
    cannotTell({ reasonCode: 'no-downstream-call', waitedMs });
  }
  for (const { what } of reports.filter((report) => !reported.includes(report)))
    ctx.note(`No call followed ${what}, so this rule doesn't test it.`);
  return reported;
}

/**
 * Waits for a call about each of these PBXs. The first may come after a long queue of others. Once it has come, the rest get
 * `--settle`: a receiver may call the service about one kind of report only. Returns how long it waited (ms).
 */
async function firstCalls(ctx: RuleContext, sns: readonly string[]): Promise<number> {
  const { downstream, run } = ctx;
  const startedAt = performance.now();
  let othersUntil = Number.POSITIVE_INFINITY;
  await poll(
    ctx,
    Math.max(firstCallMs, run.settleMs),
    async () => {
      if (sns.some(downstream.hasCalls))
        othersUntil = Math.min(othersUntil, performance.now() + run.settleMs);
      const missing = sns.filter((sn) => !downstream.hasCalls(sn));
      if (missing.length > 0) await downstream.awaitAnyCall(missing);
    },
    () =>
      sns.every(downstream.hasCalls) ||
      performance.now() > othersUntil ||
      downstream.isNameless ||
      !downstream.hasAnyCall,
  );
  return performance.now() - startedAt;
}

const maxRounds = 3;

/**
 * Counts the calls after each report, since they name no PBX, until two rounds bring the same number: the first may have fetched a token.
 */
async function assumeNamelessCalls(ctx: RuleContext): Promise<readonly OneReport[]> {
  ctx.note(
    'No call names a PBX, so calls are attributed to the only PBX that the rule was working with at the time.',
  );
  let before: readonly DownstreamCall[][] = [];
  for (let round = 1; round <= maxRounds; round += 1) {
    const reports = reportOfEachKind(ctx);
    const calls: DownstreamCall[][] = [];
    for (const report of reports) calls.push(await namelessCalls(ctx, report));
    const reported = reports.filter((_, n) => (calls[n] ?? []).length > 0);
    if (reported.length > 0 && calls.every((some, n) => some.length === before[n]?.length)) {
      countOnlyUsual(ctx, before.flat(), calls.flat());
      return reported;
    }
    before = calls;
  }
  cannotTell({ reasonCode: 'downstream-calls-vary' });
}

async function namelessCalls(ctx: RuleContext, { sn, message, what }: OneReport): Promise<DownstreamCall[]> {
  await ctx.downstream.quiet();
  ctx.downstream.countAs(sn);
  assumeAcknowledged(await ctx.deliver(message, { note: what }));
  await ctx.downstream.awaitCalls(sn, 0);
  await ctx.downstream.quiet();
  ctx.downstream.countAs(undefined);
  return [...ctx.downstream.calls(sn)];
}

/**
 * Counts only the usual kinds of calls from now on: after a failure, the receiver may fetch another token, which changes nothing at the
 * service. If the kinds differ anyway, because paths contain ids, all calls count.
 */
function countOnlyUsual(
  ctx: RuleContext,
  before: readonly DownstreamCall[],
  now: readonly DownstreamCall[],
): void {
  const kinds = new Set(now.map(callKindOf));
  if (before.every((call) => kinds.has(callKindOf(call)))) ctx.downstream.countOnly(kinds);
}

/** How many calls about this PBX changed something, once there are that many, or when the time is up. */
export function awaitEffects(ctx: RuleContext, sn: string, wanted: number): Promise<number> {
  return poll(
    ctx,
    callWaitMs(ctx),
    async () => {
      if (effectsOn(ctx, sn) < wanted) await ctx.downstream.awaitCalls(sn, ctx.downstream.calls(sn).length);
      return effectsOn(ctx, sn);
    },
    (count) => count >= wanted,
  );
}

/** How many calls about this PBX changed something. */
export function effectsOn(ctx: RuleContext, sn: string): number {
  return effectsOfCalls(ctx.downstream.calls(sn)).length;
}

/** Reads until there are enough calls. As long as calls about PBXs arrive, the receiver is still working through its queue. */
async function poll<T>(
  { downstream }: RuleContext,
  waitMs: number,
  read: () => Promise<T>,
  isEnough: (seen: T) => boolean,
): Promise<T> {
  const startedAt = performance.now();
  let lastCallAt = startedAt;
  let known = downstream.namedCalls;
  for (;;) {
    const seen = await read();
    if (isEnough(seen)) return seen;
    const now = performance.now();
    if (downstream.namedCalls > known) lastCallAt = now;
    known = downstream.namedCalls;
    if (now - lastCallAt > waitMs || now - startedAt > maxQueueMs) return seen;
  }
}
