import { describe, expect, it } from 'vitest';
import { withBoth } from '../../fixtures/receivers/broken-receiver.ts';
import { brokenReceiver } from '../../fixtures/receivers/index.ts';
import { namedCauses } from '../../schemas/words/diagnosis-words.ts';
import { checkFixture, idsOf } from '../runner/check-fixture.ts';

/** Receivers whose report begins with a cause, while most of their genuine messages get through. */
const withCause = [
  'no-check',
  'reserialized-json',
  'latin1-body',
  'trimmed-body',
  'refuses-objects',
  'crashes-on-objects',
  'refuses-capacity',
  'works-before-ack',
  'one-connection-at-a-time',
  'body-limit-100-kb',
];

/** Bugs that have nothing to do with these causes. */
const others = [
  'no-check',
  'body-limit-100-kb',
  'applies-duplicates',
  'first-item-only',
  'crashes-on-malformed-json',
  'refuses-chunked',
  'refuses-objects',
  'cuts-names',
];

/** Both bugs leave the same message without a response. */
const sameMark = ['one-connection-at-a-time and crashes-on-malformed-json'];

const pairs = withCause.flatMap((one) =>
  others.flatMap((other) => {
    const [a, b] = [brokenReceiver(one), brokenReceiver(other)];
    const title = `${one} and ${other}`;
    const create = a !== b && !sameMark.includes(title) && withBoth(a, b);
    return create ? [{ a, b, create, title }] : [];
  }),
);

/** What its report says about a receiver with both bugs. */
async function causesOf({ create }: (typeof pairs)[number]) {
  const report = await checkFixture(create, { exclude: ['signature/hides-timing'] });
  return { report, causes: namedCauses(report) };
}

describe('a cause of a receiver with two bugs', () => {
  const tried = pairs.filter((_, n) => n % 2 === 0);

  it.each(tried)('explains no failure that is left once it is repaired: $title', async (pair) => {
    const { report, causes } = await causesOf(pair);
    const { a, b } = pair;
    const cause = causes.find((one) => one.cause === a.headline);
    expect(cause, causes.map((one) => one.cause).join()).toBeDefined();
    const left = b.fails.filter((id) => !a.fails.includes(id));
    const explained = idsOf(report, 'fail').filter((id) => cause?.explains.includes(id));
    expect(explained.filter((id) => left.includes(id))).toEqual([]);
  });

  it('is not hidden by another one', async () => {
    const both = async (one: string, other: string) => {
      const pair = pairs.find(({ title }) => title === `${one} and ${other}`);
      if (!pair) throw new Error('This pair is not tried.');
      return (await causesOf(pair)).causes.map(({ cause }) => cause);
    };
    expect(await both('refuses-objects', 'no-check')).toEqual(['no-signature-check', 'expects-array']);
    expect(await both('reserialized-json', 'body-limit-100-kb')).toEqual([
      'signature-re-serialized',
      'too-large',
    ]);
  });
});
