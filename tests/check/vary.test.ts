import { describe, expect, it } from 'vitest';
import { correctReceivers } from '../../fixtures/receivers/correct/index.ts';
import { brokenReceiver } from '../../fixtures/receivers/index.ts';
import { createReference } from '../../fixtures/receivers/reference.ts';
import { orderFindings } from '../../reports/findings.ts';
import { headlineOf } from '../../reports/model.ts';
import type { Report } from '../../schemas/index.ts';
import { servesKept } from '../../schemas/rule-id.ts';
import { type Profile, profileChoices, variedValues, varyProfile } from '../../simulator/index.ts';
import { checkFixture, idsOf, reasonsOf } from '../runner/check-fixture.ts';

/** Together they cover every value of every choice. */
const seeds = [58, 59, 60, 61, 62, 63];

/** Takes a minute by itself; the kill matrix covers it. */
const tooSlow = 'acknowledges-slowly';
/** Every third one: the kill matrix checks all in the default profile. */
const others = correctReceivers.filter(({ name }, n) => name !== tooSlow && n % 3 === 0);

const patient = { timeoutSeconds: 10 };
const bounds = { budgetMs: 300_000, sequences: 2 };

/** A receiver for GET has to know where the messages are. */
function checkVaried(create: typeof createReference, method: 'GET' | 'POST', seed: number) {
  const { payloadIn } = varyProfile(seed);
  return checkFixture(
    create,
    { method, seed, vary: true, settings: patient, ...bounds },
    { method, payloadIn },
  );
}

function expectNoAlarm(report: Report, seed: number, lenient: readonly string[] = []): void {
  const alarms = report.results.filter(({ id }) => !lenient.includes(id));
  expect(reasonsOf({ ...report, results: alarms })).toBe('');
  expect(idsOf(report, 'fail')).toEqual(lenient);
  const hidesDids = report.results.some(({ need }) => need === 'did-effects');
  expect(idsOf(report, 'pass')).toContain(hidesDids ? 'retry/acknowledges-duplicates' : 'retry/applies-once');
  expect(report.profile).toEqual(varyProfile(seed));
}

describe('a check with a varied profile', { timeout: 900_000 }, () => {
  it('covers every value of every choice in these tests', () => {
    for (const name of Object.keys(profileChoices) as (keyof Profile)[]) {
      const seen = new Set(seeds.map((seed) => varyProfile(seed)[name]));
      expect([...seen].sort(), name).toEqual([...variedValues(name)].sort());
    }
  });

  it.each(['breaks-off-on-kept-connection', 'hangs-on-kept-connection', 'reads-on-after-refusal'])(
    'finds one root cause for %s, even if every message uses a kept connection',
    async (name) => {
      const seed = seeds.find((one) => varyProfile(one).connections === 'kept') ?? 0;
      // Each message to a hanging receiver takes the whole timeout.
      const hanging = { settings: { timeoutSeconds: 5 }, budgetMs: 3_600_000 };
      const checking = { seed, vary: true, settings: patient, ...bounds };
      const rootsIn = (report: Report) =>
        orderFindings(report).map(({ result: { id }, cause }) => cause ?? id);
      const report = await checkFixture(brokenReceiver(name).create, {
        ...checking,
        ...(name.startsWith('hangs') && hanging),
      });
      expect(report.profile.connections).toBe('kept');
      expect(headlineOf(report)?.about).toBe(servesKept);
      expect([...new Set(rootsIn(report))]).toEqual([servesKept]);
    },
  );

  // The others cover POST with each seed.
  it.each(seeds)('raises no false alarm on the reference receiver by GET with seed %i', async (seed) => {
    expectNoAlarm(await checkVaried(createReference, 'GET', seed), seed);
  });

  it.each(others.map((receiver, n) => [receiver.name, seeds[n % seeds.length] ?? 0, receiver] as const))(
    'raises no false alarm on %s with seed %i',
    async (_name, seed, { create, lenient }) => {
      expectNoAlarm(await checkVaried(create, 'POST', seed), seed, lenient);
    },
  );

  it('prefers given choices over varied ones', async () => {
    const profile = { spacing: 'compact', payloadIn: 'body' } as const;
    const report = await checkFixture(createReference, {
      seed: 59,
      vary: true,
      profile,
      rules: ['signature/accepts-genuine'],
    });
    expect(report.profile).toEqual({ ...varyProfile(59), ...profile });
    expect(varyProfile(59)).not.toMatchObject(profile);
  });

  it('finds a receiver that accepts only one Content-Type as soon as another is used', async () => {
    const broken = brokenReceiver('refuses-charset');
    for (const seed of seeds) {
      const rules = ['signature/accepts-genuine'];
      const report = await checkFixture(broken.create, { seed, vary: true, rules });
      const isPlain = varyProfile(seed).contentType === 'application/json';
      expect(idsOf(report, isPlain ? 'pass' : 'fail'), `seed ${seed}`).toEqual(rules);
    }
  });
});
