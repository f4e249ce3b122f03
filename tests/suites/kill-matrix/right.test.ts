import { describe, expect, it } from 'vitest';
import { judged } from '../../../cli/self-test/outcome.ts';
import { createReference } from '../../../fixtures/receivers/reference.ts';
import { rightReceivers } from '../../../fixtures/receivers/right/index.ts';
import { everySurrounding, idsOf, judgeFixture, reasonsOf } from '../judge-fixture.ts';

/** Needs minutes, and TLS: hides-timing.test.ts and tls.test.ts prove them. */
const provenElsewhere = ['signature/hides-timing', 'security/serves-valid-tls'];

describe('the reference receiver', () => {
  it.concurrent('passes every rule', async () => {
    const report = await judgeFixture(createReference, {}, {}, everySurrounding);
    expect(reasonsOf(report)).toBe('');
    expect(idsOf(report, 'skipped')).toEqual(provenElsewhere);
  });

  it.concurrent.each(['body', 'query'] as const)(
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
