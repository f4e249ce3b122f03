import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { brokenReceiver, correctReceivers } from '../../../fixtures/receivers/index.ts';
import type { CreateReceiver } from '../../../fixtures/receivers/receiver.ts';
import { createReference } from '../../../fixtures/receivers/reference.ts';
import type { AttemptRecord, Report, RuleResult } from '../../../schemas/generated/types.ts';
import { defined } from '../../../text/defined.ts';
import { checkFixture, reasonsOf, testSecret } from '../../runner/check-fixture.ts';
import { howMany } from '../../support/how-many.ts';
import { type FirstBug, firstBugs, withFirst } from './first-bugs.ts';

/** Bugs that have nothing to do with how messages arrive. */
const seconds = [
  'applies-duplicates',
  'first-item-only',
  'crashes-on-malformed-json',
  'refuses-chunked',
  'cuts-names',
  'merges-did-lists',
  'no-size-limit',
  'refuses-unknown-events',
  'swaps-capacities',
  'rejects-duplicates',
  'normalizes-names',
  'last-dids-win',
];

const pairs = firstBugs.flatMap((first) =>
  seconds.flatMap((name) => {
    const create = withFirst(first, brokenReceiver(name).create);
    return create ? [{ first, name, create, title: `${first.title} and ${name}` }] : [];
  }),
);

/** Each first bug with another second one. */
const few = pairs.filter(
  ({ first, name }) => firstBugs.indexOf(first) % seconds.length === seconds.indexOf(name),
);

const fixed = { seed: 14, budgetMs: 14_400_000, sequences: 40 };

function checkWith(create: CreateReceiver, { webhook }: Partial<FirstBug>, rules?: readonly string[]) {
  const { method = 'POST' as const, payloadIn = 'body' as const } = webhook ?? {};
  const options = {
    ...fixed,
    adapt: 'any' as const,
    method,
    profile: { payloadIn },
    ...(rules && { rules }),
  };
  return checkFixture(create, options, webhook);
}

/** Its sequences take longest. */
const isQuick = (id: string) => howMany(id !== 'retry/converges', true);

/** What a finding says, without the names and numbers that each run chooses. */
function saidOf({ id, finding }: RuleResult): string {
  const text = `${id}: ${finding?.expected}, but ${finding?.actual}`;
  return text.replace(/36[A-Z]{6}\w+/g, 'SN').replace(/\d[\d.,]*( ms| s)?/g, 'N');
}

/** The failed rules of both parts, except those that a cause of the first part explains. */
function foundIn({ results, diagnosis, otherCauses = [], behind }: Report): RuleResult[] {
  const explained = [diagnosis, ...otherCauses].flatMap((cause) => cause?.explains ?? []);
  const own = results.filter(({ id, verdict }) => verdict === 'fail' && !explained.includes(id));
  return [...own, ...(behind?.results ?? [])];
}

describe('a check of a receiver with two bugs', () => {
  it.each(howMany(few.slice(0, 6), pairs))(
    'says of the second what it says of it alone: $title',
    async (pair) => {
      const { first, name, create } = pair;
      const { create: alone } = brokenReceiver(name);
      const fails = brokenReceiver(name).fails.filter(isQuick);
      const [both, one] = await Promise.all([
        checkWith(create, first, fails),
        checkWith(alone, defined({ webhook: first.fixed ?? first.webhook }), fails),
      ]);
      expect(both.diagnosis?.cause).toBe(first.cause);
      const hidden = new Set(both.behind?.hidden);
      const expected = foundIn(one).filter(({ id }) => !hidden.has(id));
      // A slow receiver shows the same at another step, and one that parses first refuses a message with another status.
      const said = ['slow', 'Python'].includes(first.title) ? ({ id }: RuleResult) => id : saidOf;
      expect(foundIn(both).map(said).sort()).toEqual(expected.map(said).sort());
      expect(fails.filter((id) => hidden.has(id)).sort()).toEqual(
        hiddenBy(first, name).filter((id) => fails.includes(id)),
      );
    },
  );

  it.each(howMany(firstBugs.slice(0, 1), firstBugs))(
    'finds nothing behind a first bug alone: $title',
    async (first) => {
      const create = withFirst(first, Object.assign(createReference, { replaced: () => ({}) }));
      if (!create) throw new Error('The reference receiver has no bug.');
      const report = await checkWith(create, first);
      expect(report.diagnosis?.cause).toBe(first.cause);
      expect(report.behind?.adapted.map(({ cause }) => cause)).toEqual([first.cause]);
      expect(report.behind?.causes).toEqual([]);
      expect(report.behind?.results.map(saidOf), reasonsOf(report)).toEqual([]);
    },
  );
});

const ofMessages = ['signature/*', 'message/keeps-values-as-sent', 'retry/applies-once'];

/** Computed here, from the vendor's sentence. */
function isSignedAsYcm({ request: { headers, body } }: AttemptRecord): boolean {
  if (!('text' in body) || body.truncated) return true;
  const signatures = headers
    .filter(([name]) => name.toLowerCase() === 'x-signature')
    .map(([, value]) => value);
  return signatures.join() === createHmac('sha256', testSecret).update(body.text).digest('base64');
}

describe('a receiver that accepts genuine messages', () => {
  it.each(
    howMany(correctReceivers.slice(0, 4), correctReceivers).map(
      ({ name, create }) => [name, create] as const,
    ),
  )('is never sent an adapted message: %s', async (_, create) => {
    for (const seed of [1, 2]) {
      const { behind, results } = await checkFixture(create, {
        rules: ofMessages,
        adapt: 'any' as const,
        seed,
      });
      expect(behind).toBeUndefined();
      const genuine = results
        .flatMap(({ evidence }) => evidence.attempts)
        .filter(({ fault }) => fault === undefined);
      expect(genuine.length).toBeGreaterThan(10);
      expect(genuine.filter((attempt) => !isSignedAsYcm(attempt))).toEqual([]);
    }
  });
});

/** A receiver that ignores the key, or the bytes, can't be sent every forgery. An object has one item. */
function hiddenBy({ title }: FirstBug, second: string): readonly string[] {
  if (title === 'empty secret' || title === 'no key') return ['retry/converges'];
  // What isn't JSON can't be serialized again, and what isn't text has no line break added to its text.
  if (title === 'Python') return ['message/survives-impossible-messages'];
  if (title === 'line break added') return ['message/decodes-strictly'];
  // A slow receiver gets short sequences, which don't show this bug.
  if (title === 'slow' && second === 'first-item-only') return ['retry/converges'];
  if (title !== 'object') return [];
  return [
    'message/applies-every-item',
    'message/applies-whole-lists',
    'message/ends-with-the-newest-of-an-array',
    'retry/converges',
    'retry/remembers-long-enough',
  ];
}
