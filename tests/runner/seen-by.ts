import { expect } from 'vitest';
import type { RuleContext } from '../../runner/context/rule-context.ts';
import { type checkOwn, resultOf } from './own-rules.ts';

/** What a rule sees through its context; if it throws, the test fails. */
export async function seenBy<T>(
  look: (ctx: RuleContext) => T | Promise<T>,
  options: Parameters<typeof checkOwn>[1] = {},
): Promise<T> {
  const seen: T[] = [];
  const result = await resultOf(async (ctx) => void seen.push(await look(ctx)), options);
  expect(result.reason).toBeUndefined();
  return seen[0] as T;
}
