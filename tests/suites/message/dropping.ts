import type { IncomingMessage } from 'node:http';
import { expect } from 'vitest';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { type CreateReceiver, receive } from '../../../fixtures/receivers/receiver.ts';
import { checkFixture, reasonsOf } from '../../runner/check-fixture.ts';

/** A receiver that verifies and acknowledges everything, but applies nothing from these requests. */
export function dropping(isDropped: (request: IncomingMessage) => boolean): CreateReceiver {
  return withParts({
    receive: (exchange, parts) =>
      receive(exchange, isDropped(exchange.request) ? { ...parts, readReports: () => [] } : parts),
  });
}

/** The rule must report that this effect is missing. */
export async function expectDropFound(create: CreateReceiver, rule: string, effect: string): Promise<void> {
  const report = await checkFixture(create, { rules: [rule] });
  expect(report.results[0]?.finding, reasonsOf(report)).toMatchObject({
    expected: effect,
    actual: 'acknowledged, but state still null',
  });
}
