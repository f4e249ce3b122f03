import { expect } from 'vitest';
import type { CreateReceiver } from '../../../../fixtures/receivers/receiver.ts';
import { checkFixture } from '../../../runner/check-fixture.ts';

/** The advice for a receiver that fails this rule. */
export async function adviceOn(rule: string, create: CreateReceiver): Promise<string | undefined> {
  const { results } = await checkFixture(create, { rules: [rule] });
  expect(results[0]?.verdict).toBe('fail');
  return results[0]?.finding?.fix;
}
