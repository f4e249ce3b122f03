import { cannotTell, given } from '../context/expect.ts';
import { type OneReport, reportOfEachKind } from '../context/one-report.ts';
import type { RuleContext } from '../context/rule-context.ts';
import { type DownstreamCall, effectsOfCalls } from './calls.ts';

/** How long a queue may take, or a receiver before it calls again (ms). */
const patienceMs = 30_000;

/** Sends a report of each kind and gives those that the receiver tells the service of; when it tells of none, the rule cannot tell. */
export async function givenCalls(ctx: RuleContext): Promise<readonly OneReport[]> {
  const reports = reportOfEachKind(ctx);
  for (const { message, what } of reports) given(await ctx.deliver(message, { note: what }));
  const calls = await Promise.all(reports.map(({ sn }) => firstCalls(ctx, sn)));
  const told = reports.filter((_, n) => (calls[n] ?? []).length > 0);
  if (told.length > 0) return told;
  cannotTell({ because: 'no-downstream-call' });
}

/** The calls about a PBX once there are some. What calls from a queue may have much before it. */
async function firstCalls(ctx: RuleContext, sn: string): Promise<readonly DownstreamCall[]> {
  return repeatedly(
    () => ctx.downstream.awaitCalls(sn, 0),
    (calls) => calls.length > 0 || !ctx.downstream.hasCalls(),
  );
}

/** How often what it was told of this PBX has changed something, once it has that often; as it is when that takes too long. */
export function awaitEffects(ctx: RuleContext, sn: string, wanted: number): Promise<number> {
  return repeatedly(
    async () => {
      if (effectsOn(ctx, sn) < wanted) await ctx.downstream.awaitCalls(sn, ctx.downstream.calls(sn).length);
      return effectsOn(ctx, sn);
    },
    (count) => count >= wanted,
  );
}

/** How often what it was told of this PBX has changed something. */
export function effectsOn(ctx: RuleContext, sn: string): number {
  return effectsOfCalls(ctx.downstream.calls(sn)).length;
}

async function repeatedly<T>(look: () => Promise<T>, isEnough: (seen: T) => boolean): Promise<T> {
  const endsAt = performance.now() + patienceMs;
  let seen = await look();
  while (!isEnough(seen) && performance.now() < endsAt) seen = await look();
  return seen;
}
