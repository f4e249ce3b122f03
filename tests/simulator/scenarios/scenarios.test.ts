import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DidReport, planScenario, scenarios, validate } from '../../../index.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

const stepsOf = (name: string) => scenarios.find((one) => one.name === name)?.make(1).steps ?? [];

/** All reports of a scenario, in order. */
function reportsOf(name: string, seed: number) {
  const scenario = scenarios.find((one) => one.name === name)?.make(seed);
  if (!scenario) throw new Error(`there is no scenario ${name}`);
  return planScenario(scenario).flatMap(({ messages }) => messages.flat());
}

const isDidReport = (report: object): report is DidReport => 'event' in report;
const numbersOf = (report: DidReport) => (report.trunkDidInfoList ?? []).map(({ did }) => did).sort();

/** The events of a scenario and the number of each. */
function countsOf(name: string) {
  const counts: Record<string, number> = {};
  for (const report of reportsOf(name, 1)) {
    const event = isDidReport(report) ? report.event : 'capacity';
    counts[event] = (counts[event] ?? 0) + 1;
  }
  return counts;
}

describe.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
  '%s',
  (name, { description, make }) => {
    it('is possible and valid with any seed, and the same for the same seed', () => {
      fc.assert(
        fc.property(seeds, (seed) => {
          expect(make(seed)).toEqual(make(seed));
          expect(make(seed)).toMatchObject({ name, description });
          for (const { messages } of planScenario(make(seed)))
            for (const message of messages) expect(validate('message', message)).toBeUndefined();
        }),
        { numRuns: 30 },
      );
    });

    it('names PBXs as the vendor does, and no PBX, DID or trunk of another seed', () => {
      const names = (seed: number) => new Set(JSON.stringify(make(seed)).match(/"(36\w{14}|\d{7,})"/g));
      fc.assert(
        fc.property(seeds, seeds, (a, b) => {
          fc.pre(a !== b);
          const others = names(b);
          expect([...names(a)].filter((one) => others.has(one))).toEqual([]);
        }),
        { numRuns: 30, seed: 1 },
      );
      for (const { sn } of reportsOf(name, 5)) expect(sn).toMatch(/^36[0-9A-Z]{12}ZK$/);
    });

    it('never reports two things of one kind about a PBX in the same second, so that its final state is certain', () => {
      const keys = reportsOf(name, 2).map(
        (report) => `${report.sn} ${isDidReport(report)} ${report.updateTime}`,
      );
      expect(new Set(keys).size).toBe(keys.length);
    });
  },
);

describe('the built-in scenarios', () => {
  it.each([
    ['onboarding', { did_change: 25, capacity: 22 }],
    ['trunk-outage', { did_change: 24, trunk_delete: 6 }],
    ['number-porting', { did_change: 10, did_delete: 4 }],
    ['off-boarding', { did_change: 11, capacity: 12, did_delete: 1, pce_delete: 3 }],
  ])('send in %s what their description says', (name, counts) => {
    expect(countsOf(name)).toEqual(counts);
  });

  it.each<[string, string[]]>([
    [
      'onboarding',
      [
        'a trunk that all customers share',
        'a customer asks for two more numbers',
        'one customer grows',
        'five get call recording at once',
      ],
    ],
    [
      'trunk-outage',
      [
        'a trunk for emergencies',
        'a PBX without numbers, which the outage does not affect',
        'the carrier fails: six PBXs have no number left',
        'the carrier is back, with the same numbers',
      ],
    ],
    [
      'number-porting',
      [
        'the same numbers at the new carrier',
        'the first window: two PBXs',
        'the second window',
        'one number goes to another PBX',
        'nobody uses its numbers anymore',
      ],
    ],
    [
      'off-boarding',
      [
        'four customers gave notice',
        'the first takes its numbers with it',
        'it has no numbers left',
        'the numbers of a deleted PBX go to another',
      ],
    ],
  ])('describe in %s what happens', (name, notes) => {
    const said = stepsOf(name).flatMap(({ note }) => note ?? []);
    expect([...new Set(said)]).toEqual(notes);
  });

  it.each([
    ['onboarding', ['register-trunk-shared']],
    ['trunk-outage', ['register-trunk-shared', 'register-trunk-fallback', 'register-trunk-restored']],
    ['number-porting', ['register-trunk-old', 'register-trunk-new']],
    ['off-boarding', ['register-trunk-shared']],
  ])('have in %s trunks with consecutive numbers and ids', (name, trunks) => {
    const all = stepsOf(name).flatMap((step) => (step.action === 'add-trunk' ? [step.dids] : []));
    expect(all.map(([first]) => first?.trunkName.replace(/_[0-9A-Z]{6}$/, ''))).toEqual(trunks);
    for (const dids of all) {
      const [first] = dids;
      expect(first?.did).toMatch(/^\d{10}$/);
      expect(first?.trunkId).toMatch(/^\d{7,}$/);
      expect(dids.map(({ did }) => Number(did) - Number(first?.did))).toEqual([...dids.keys()]);
      expect(dids.map(({ didId }) => Number(didId) - Number(first?.trunkId) - 1)).toEqual([...dids.keys()]);
    }
  });

  it('give PBXs a capacity that customers could have', () => {
    const capacities = ['onboarding', 'off-boarding'].flatMap((name) =>
      stepsOf(name).flatMap((step) =>
        step.action === 'create-pbx' && step.repository ? [step.repository] : [],
      ),
    );
    expect(capacities).toHaveLength(16 + 8);
    for (const { extensions, concurrentCalls } of capacities) {
      expect(extensions).toMatch(/^[1-9]\d?0$/);
      if (concurrentCalls) expect(Number(concurrentCalls) * 5).toBe(Number(extensions));
    }
    const resized = (name: string) =>
      stepsOf(name).flatMap((step) => (step.action === 'resize' ? [step.repository] : []));
    expect(resized('onboarding')).toEqual([
      { extensions: '120' },
      { enableCallRecording: 'yes', recordingCapacity: '5000' },
    ]);
    expect(resized('off-boarding')).toEqual([{ extensions: '0', concurrentCalls: '0' }]);
  });

  it('onboard 20 PBXs', () => {
    expect(new Set(reportsOf('onboarding', 3).map(({ sn }) => sn)).size).toBe(20);
  });

  it.each(['trunk-outage', 'number-porting'])('return in %s the numbers that a PBX had', (name) => {
    const reports = reportsOf(name, 3).filter(isDidReport);
    const first = new Map(reports.toReversed().map((report) => [report.sn, numbersOf(report)]));
    const last = new Map(reports.map((report) => [report.sn, numbersOf(report)]));
    expect([...last.values()].flat().sort()).toEqual([...first.values()].flat().sort());
    expect(reports.some((report) => numbersOf(report).length === 0)).toBe(true);
  });

  it('give the numbers of departing customers to remaining ones', () => {
    const reports = reportsOf('off-boarding', 3).filter(isDidReport);
    const left = reports.filter(({ event }) => event === 'pce_delete').map(({ sn }) => sn);
    const had = reports.filter((report) => left.includes(report.sn)).flatMap(numbersOf);
    const got = reports.slice(-3).flatMap(numbersOf);
    expect(had).toHaveLength(9);
    expect(got).toEqual(expect.arrayContaining(had));
  });
});
