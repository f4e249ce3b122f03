import { describe, expect, it } from 'vitest';
import { brokenReceivers } from '../../../fixtures/receivers/index.ts';
import { createReference } from '../../../fixtures/receivers/reference.ts';
import { rules } from '../../../suites/index.ts';
import { checkFixture, everySurrounding, idsOf, reasonsOf } from '../../runner/check-fixture.ts';
import { howMany } from '../../support/how-many.ts';

/** Need minutes, or TLS: hides-timing.test.ts and tls.test.ts cover them. */
const provenElsewhere = ['signature/hides-timing', 'security/serves-valid-tls'];

const patient = { budgetMs: 300_000, sequences: 2 };

describe('the reference receiver', () => {
  it('passes every rule', async () => {
    const report = await checkFixture(createReference, patient, {}, everySurrounding);
    expect(reasonsOf(report)).toBe('');
    expect(idsOf(report, 'skipped')).toEqual(provenElsewhere);
  });

  it.each(howMany<readonly ('body' | 'query')[]>(['query'], ['body', 'query']))(
    'passes every rule that applies to a GET with the message in its %s',
    async (payloadIn) => {
      const options = { ...patient, method: 'GET', profile: { payloadIn } } as const;
      const report = await checkFixture(createReference, options, { method: 'GET', payloadIn });
      expect(reasonsOf(report)).toBe('');
    },
  );
});

it('every rule except the one about TLS is failed by at least one broken receiver', () => {
  const failed = brokenReceivers.flatMap(({ fails }) => fails);
  expect(rules.map(({ id }) => id).filter((id) => !failed.includes(id))).toEqual([
    'security/serves-valid-tls',
  ]);
});
