import { expect, it } from 'vitest';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { readReports } from '../../../fixtures/receivers/reports.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

/** The verdicts of these rules for a receiver that throws on messages with items for which this is true. */
async function verdictsIf(throwsOn: (item: Record<string, unknown>) => boolean) {
  const create = withParts({
    readReports: (message) => {
      if (Array.isArray(message) && message.some(throwsOn)) throw new TypeError('not expected');
      return readReports(message);
    },
  });
  const rules = [
    'message/survives-impossible-messages',
    'message/rejects-impossible-messages',
    'message/survives-hostile-text',
  ];
  const { results } = await checkFixture(create, { rules });
  return results.map(({ verdict }) => verdict);
}

it('fails if a name that somebody can type gets a 500', async () => {
  const hasMarkup = (item: { trunkDidInfoList?: unknown }) =>
    JSON.stringify(item?.trunkDidInfoList ?? null).includes('<script>');
  expect(await verdictsIf(hasMarkup)).toEqual(['pass', 'pass', 'fail']);
});

it('leaves names that YCM never sends to a rule that nobody must pass', async () => {
  const hostile = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  expect(await verdictsIf(({ event }) => hostile.includes(event as string))).toEqual([
    'pass',
    'fail',
    'pass',
  ]);
  const named = (item: object) => Object.keys(item).some((key) => hostile.includes(key));
  expect(await verdictsIf(named)).toEqual(['pass', 'fail', 'pass']);
});
