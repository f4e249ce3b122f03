import { shuffled } from '../../simulator/random.ts';
import { LateMeasurement, RuleFailure } from './expect.ts';
import type { RuleContext } from './rule-context.ts';

/** Its context records what it does separately from other parts. */
type Part = (ctx: RuleContext) => Promise<unknown>;

/** How many parts decide if time is short. Each seed draws others. */
const coreParts = 3;

/**
 * Tries independent parts of a rule: concurrently, unless the observer shows all PBXs at once, and then the `later` ones, one by one. A failure
 * counts even if an earlier part can't tell. Of several failures, the first in order is reported, with the evidence of its part. If time is
 * short, only some are tried.
 */
export async function tryParts(
  ctx: RuleContext,
  parts: readonly Part[],
  later: readonly Part[] = [],
): Promise<void> {
  const core = coreOf(ctx, [...parts, ...later]);
  const isCore = (part: Part) => core.includes(part);
  const oneByOne = (some: readonly Part[]) => some.map((part) => [part]);
  const tried = parts.filter(isCore);
  const stages = [...(ctx.sees.allAtOnce ? oneByOne(tried) : [tried]), ...oneByOne(later.filter(isCore))];
  const results: PromiseSettledResult<unknown>[] = [];
  for (const stage of stages)
    results.push(...(await Promise.allSettled(stage.map((part) => tryPart(ctx, part)))));
  throwFirst(results);
}

function coreOf(ctx: RuleContext, parts: readonly Part[]): readonly Part[] {
  if (!ctx.run.isShort() || parts.length <= coreParts) return parts;
  ctx.triedLess({ what: 'cases', tried: coreParts, planned: parts.length });
  return shuffled(parts, ctx.run.random).slice(0, coreParts);
}

/** Waits for all of them. Like parts of a rule: a failure counts even if another one can't tell. */
export async function allOf(trying: readonly Promise<unknown>[]): Promise<void> {
  throwFirst(await Promise.allSettled(trying));
}

function throwFirst(results: readonly PromiseSettledResult<unknown>[]): void {
  const errors = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason as unknown] : [],
  );
  if (errors.length > 0) throw errors.find((error) => error instanceof RuleFailure) ?? errors[0];
}

/** Tries a part of a rule with each of these, like `tryParts`. */
export function tryEach<T>(
  ctx: RuleContext,
  cases: readonly T[],
  tryOne: (ctx: RuleContext, one: T) => Promise<unknown>,
): Promise<void> {
  return tryParts(
    ctx,
    cases.map((one) => (part) => tryOne(part, one)),
  );
}

/** Once more if this process was delayed: a later part that fails might otherwise hide the cause. */
async function tryPart(ctx: RuleContext, part: Part): Promise<unknown> {
  const tryOnce = () => ctx.recordPart(part);
  return tryOnce().catch((error) => {
    if (error instanceof LateMeasurement) return tryOnce();
    throw error;
  });
}
