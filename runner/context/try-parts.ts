import { LateMeasurement, RuleFailure } from './expect.ts';
import type { RuleContext } from './rule-context.ts';

/** Its context records what it does separately from other parts. */
type Part = (ctx: RuleContext) => Promise<unknown>;

/**
 * Tries independent parts of a rule: concurrently, unless the observer shows all PBXs at once. A failure counts even if an earlier part can't
 * tell. Of several failures, the first in order is reported, with the evidence of its part.
 */
export async function tryParts(ctx: RuleContext, parts: readonly Part[]): Promise<void> {
  const errors: unknown[] = [];
  for (const together of ctx.sees.allAtOnce ? parts.map((part) => [part]) : [parts])
    for (const result of await Promise.allSettled(together.map((part) => tryPart(ctx, part))))
      if (result.status === 'rejected') errors.push(result.reason);
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
