import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DidReport, planScenario, scenarios, validate } from '../../../index.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

/** All reports of a scenario, in order. */
function reportsOf(name: string, seed: number) {
  const scenario = scenarios.find((one) => one.name === name)?.make(seed);
  if (!scenario) throw new Error(`there is no scenario ${name}`);
  return planScenario(scenario).flatMap(({ messages }) => messages.flat());
}

const isDidReport = (report: object): report is DidReport => 'event' in report;
const numbersOf = (report: DidReport) => (report.trunkDidInfoList ?? []).map(({ did }) => did).sort();

/** The events of a scenario and how often each comes. */
function tally(name: string) {
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
    it('is possible and valid with any seed, and the same with the same seed', () => {
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

    it('never tells two things of one kind about a PBX in the same second, so that its end is certain', () => {
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
  ])('tell in %s what their story says', (name, counts) => {
    expect(tally(name)).toEqual(counts);
  });

  it('onboard 20 PBXs', () => {
    expect(new Set(reportsOf('onboarding', 3).map(({ sn }) => sn)).size).toBe(20);
  });

  it.each(['trunk-outage', 'number-porting'])('give back in %s the numbers that a PBX had', (name) => {
    const reports = reportsOf(name, 3).filter(isDidReport);
    const first = new Map(reports.toReversed().map((report) => [report.sn, numbersOf(report)]));
    const last = new Map(reports.map((report) => [report.sn, numbersOf(report)]));
    expect([...last.values()].flat().sort()).toEqual([...first.values()].flat().sort());
    expect(reports.some((report) => numbersOf(report).length === 0)).toBe(true);
  });

  it('give the numbers of those who leave to those who stay', () => {
    const reports = reportsOf('off-boarding', 3).filter(isDidReport);
    const left = reports.filter(({ event }) => event === 'pce_delete').map(({ sn }) => sn);
    const had = reports.filter((report) => left.includes(report.sn)).flatMap(numbersOf);
    const got = reports.slice(-3).flatMap(numbersOf);
    expect(had).toHaveLength(9);
    expect(got).toEqual(expect.arrayContaining(had));
  });
});
