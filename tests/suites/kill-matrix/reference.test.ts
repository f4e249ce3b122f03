import { describe, expect, it } from 'vitest';
import { brokenReceivers } from '../../../fixtures/receivers/index.ts';
import { createReference } from '../../../fixtures/receivers/reference.ts';
import { heldUpByNone } from '../../../self-test/matrix.ts';
import { rules } from '../../../suites/index.ts';
import { checkFixture, everySurrounding, idsOf, reasonsOf } from '../../runner/check-fixture.ts';
import { onFreeCores } from '../../support/on-free-cores.ts';
import { maxWaitMs } from './driver.ts';

/** Need minutes, or TLS: hides-timing.test.ts and tls.test.ts cover them. */
const provenElsewhere = ['signature/hides-timing', 'security/serves-valid-tls'];

/** On a busy machine a check takes longer than the usual minute. */
const patient = { budgetMs: 300_000, sequences: 2 };

describe('the reference receiver', () => {
  it.concurrent(
    'passes every rule',
    async () => {
      const check = () => checkFixture(createReference, patient, {}, everySurrounding);
      const report = await onFreeCores(check, reasonsOf);
      expect(reasonsOf(report)).toBe('');
      expect(idsOf(report, 'skipped')).toEqual(provenElsewhere);
    },
    maxWaitMs,
  );

  it.concurrent.each(['body', 'query'] as const)(
    'passes every rule that applies to a GET with the message in its %s',
    async (getCarriage) => {
      const options = { ...patient, method: 'GET', profile: { getCarriage } } as const;
      const check = () => checkFixture(createReference, options, { method: 'GET', getCarriage });
      const report = await onFreeCores(check, reasonsOf);
      expect(reasonsOf(report)).toBe('');
    },
    maxWaitMs,
  );
});

it('every rule except the one about TLS is failed by at least one broken receiver', () => {
  const rows = brokenReceivers.map(({ name, fails }) => ({ name, failed: fails }));
  const ids = rules.map(({ id }) => id);
  expect(heldUpByNone(ids, rows)).toEqual(['security/serves-valid-tls']);
});
