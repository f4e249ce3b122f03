import { describe, expect, it } from 'vitest';
import { heldUpByNone } from '../../cli/self-test/matrix.ts';
import { judged } from '../../cli/self-test/outcome.ts';
import { faultyReceivers } from '../../fixtures/receivers/faulty/index.ts';
import { createReference } from '../../fixtures/receivers/reference.ts';
import { rightReceivers } from '../../fixtures/receivers/right/index.ts';
import { rules } from '../../suites/index.ts';
import { everySurrounding, idsOf, judgeFixture, reasonsOf } from './judge-fixture.ts';

/** Needs minutes, and TLS: hides-timing.test.ts and tls.test.ts prove them. */
const provenElsewhere = ['signature/hides-timing', 'security/serves-valid-tls'];

describe('the reference receiver', () => {
  it('passes every rule', async () => {
    const report = await judgeFixture(createReference, {}, {}, everySurrounding);
    expect(reasonsOf(report)).toBe('');
    expect(idsOf(report, 'skipped')).toEqual(provenElsewhere);
  });

  it.each(['body', 'query'] as const)(
    'passes every rule that applies to a GET with the message in its %s',
    async (getCarriage) => {
      const report = await judgeFixture(
        createReference,
        { method: 'GET', profile: { getCarriage } },
        { method: 'GET', getCarriage },
      );
      expect(reasonsOf(report)).toBe('');
    },
  );
});

describe('a right receiver of another kind', () => {
  it.concurrent.each(rightReceivers.map((receiver) => [receiver.name, receiver] as const))(
    '%s passes every rule',
    async (_name, receiver) => {
      const { wrong, reasons } = await judged(receiver);
      expect(wrong, reasons.join('\n')).toEqual([]);
    },
  );
});

describe('a faulty receiver', () => {
  it.concurrent.each(faultyReceivers.map((receiver) => [receiver.name, receiver] as const))(
    '%s fails exactly the rules it declares',
    async (_name, receiver) => {
      const { missed, wrong, reasons } = await judged(receiver);
      expect({ missed, wrong }, reasons.join('\n')).toEqual({ missed: [], wrong: [] });
    },
  );

  it('fails every rule: each is held up by at least one', () => {
    const rows = faultyReceivers.map(({ name, fails }) => ({ name, failed: fails }));
    const ids = rules.map(({ id }) => id);
    expect(heldUpByNone(ids, rows)).toEqual(['security/serves-valid-tls']);
  });
});
