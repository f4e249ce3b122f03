import { expect } from 'vitest';
import type { RuleContext } from '../../runner/context/rule-context.ts';
import { type checkOwn, resultOf } from './own-rules.ts';

/** What a rule sees through its context; if it throws, the test fails. */
export async function seenBy<T>(
  look: (ctx: RuleContext) => T | Promise<T>,
  options: Parameters<typeof checkOwn>[1] = {},
): Promise<T> {
  let seen: T | undefined;
  const lookOnce = async (ctx: RuleContext) => {
    seen = await look(ctx);
  };
  const { reason } = await resultOf(lookOnce, options);
  expect(reason).toBeUndefined();
  return seen as T;
}
