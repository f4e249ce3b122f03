import { expect, it } from 'vitest';
import { withParts } from '../../../fixtures/receivers/broken-receiver.ts';
import { readReports } from '../../../fixtures/receivers/reports.ts';
import { checkFixture } from '../../runner/check-fixture.ts';

const rule = 'message/survives-hostile-text';
const known = ['did_change', 'did_delete', 'trunk_delete', 'pce_delete', undefined];

/** The result of the rule for a receiver that throws on messages with items for which this is true. */
async function verdictIf(throwsOn: (item: Record<string, unknown>) => boolean) {
  const create = withParts({
    readReports: (message) => {
      if (Array.isArray(message) && message.some(throwsOn)) throw new TypeError('not expected');
      return readReports(message);
    },
  });
  const { results } = await checkFixture(create, { rules: [rule] });
  return [results[0]?.verdict, results[0]?.finding?.expected];
}

it('leaves unknown events and fields to the rules about them, if a receiver fails on all of these', async () => {
  expect(await verdictIf(({ event }) => !known.includes(event as string))).toEqual(['pass', undefined]);
  expect(await verdictIf((item) => Object.keys(item).length > 4)).toEqual(['pass', undefined]);
});

it('fails if only hostile names of events and fields are too much', async () => {
  const hostile = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const [verdict, expected] = await verdictIf(({ event }) => hostile.includes(event as string));
  expect([verdict, expected]).toEqual(['fail', expect.stringContaining('a report of an event named')]);
  const named = (item: object) => Object.keys(item).some((key) => hostile.includes(key));
  expect((await verdictIf(named))[0]).toBe('fail');
});
