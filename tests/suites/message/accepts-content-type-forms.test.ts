import { expect, it } from 'vitest';
import { createReference } from '../../../fixtures/receivers/reference.ts';
import { checkFixture, idsOf, testSecret } from '../../runner/check-fixture.ts';
import { verdictOf } from '../../runner/check-server.ts';
import { dropping, expectDropFound } from './dropping.ts';

const rule = 'message/accepts-content-type-forms';

const droppingType = (isDropped: (type: string) => boolean) =>
  dropping(({ headers }) => isDropped(headers['content-type'] ?? 'none'));

it.each([
  ['with Content-Type: Application/JSON', droppingType((type) => type === 'Application/JSON')],
  ['with Content-Type: application/json; charset=utf-8', droppingType((type) => type.includes('charset'))],
  ['without a Content-Type', droppingType((type) => type === 'none')],
])('fails if a message %s is acknowledged and dropped', async (title, create) => {
  await expectDropFound(create, rule, `the effect of a message ${title}`);
});

it('passes if each form takes effect', async () => {
  expect(idsOf(await checkFixture(createReference, { rules: [rule] }), 'pass')).toEqual([rule]);
});

it('expects only acknowledgements without an observer', async () => {
  const create = droppingType((type) => type !== 'application/json');
  expect(await verdictOf(create({ secret: testSecret }), rule)).toBe('pass');
});
