import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isGenuineStep,
  kindOf,
  reportsOf,
  type SequenceReport,
  type SequenceStep,
} from '../../../../schemas/sequence-step.ts';
import { generatedSteps } from '../../../../suites/retry/sequences/generate.ts';

const pbxs = 4;
const intents = 12;
const samples = fc.sample(generatedSteps({ pbxs, intents, withRestarts: true }), {
  seed: 14,
  numRuns: 400,
});

const forging = ['other-secret', 'tampered', 'malformed-json', 'wrong-shape'];
const isAlike = (one: SequenceReport, other: SequenceReport) =>
  one.pbx === other.pbx && kindOf(one) === kindOf(other);
const genuineIn = (steps: readonly SequenceStep[]) => steps.filter(isGenuineStep).flatMap(reportsOf);

describe('generated sequences', () => {
  it('have reports about their PBXs, with times and DIDs numbered from 1', () => {
    for (const { pbx, at, event, dids, capacity } of samples.flat().flatMap(reportsOf)) {
      expect(pbx).toBeOneOf([1, 2, 3, 4]);
      expect(at).toBeGreaterThanOrEqual(1);
      expect(at).toBeLessThanOrEqual(50);
      expect(event === undefined ? Object.keys(capacity ?? {}).length : 1).toBeGreaterThan(0);
      const known = dids ?? [];
      expect(known).toEqual([...new Set(known)].sort((a, b) => a - b));
      expect(known.every((did) => did >= 1)).toBe(true);
    }
  });

  it('contain every kind of step', () => {
    const hows = new Set(samples.flat().map(({ how }) => how));
    expect([...hows].sort()).toEqual(['sent', 'lost-ack', 'test', 'restart', ...forging].sort());
  });

  it('restart only receivers that keep their state', () => {
    const kept = fc.sample(generatedSteps({ pbxs, intents, withRestarts: false }), {
      seed: 14,
      numRuns: 100,
    });
    expect(kept.flat().filter(({ how }) => how === 'restart')).toEqual([]);
  });

  it('forge a report that claims to be up to 5 s newer than a genuine one that comes later', () => {
    for (const steps of samples) {
      steps.forEach((step, n) => {
        if (!forging.includes(step.how)) return;
        const later = genuineIn(steps.slice(n + 1));
        for (const forged of reportsOf(step)) {
          const ages = later.filter((other) => isAlike(forged, other)).map(({ at }) => forged.at - at);
          expect(ages.some((age) => age >= 0 && age <= 5)).toBe(true);
        }
      });
    }
  });

  it('forge some reports long before the genuine ones', () => {
    const isEarly = (steps: readonly SequenceStep[]) =>
      steps.some((step, n) => {
        const [next, afterwards] = [steps.slice(n + 1, n + 2), steps.slice(n + 2)];
        const [forged] = forging.includes(step.how) ? reportsOf(step) : [];
        const isNear = (one: SequenceReport) => forged !== undefined && isAlike(forged, one);
        return forged && !genuineIn(next).some(isNear) && genuineIn(afterwards).some(isNear);
      });
    expect(samples.filter(isEarly).length).toBeGreaterThan(samples.length / 4);
  });

  it('change different values of a capacity', () => {
    const changes = samples.flatMap(genuineIn).filter(({ event }) => event === undefined);
    const keys = new Set(changes.flatMap(({ capacity }) => Object.keys(capacity ?? {})));
    expect(keys.size).toBeGreaterThan(2);
    expect([...keys]).toContain('extensions');
  });

  it('forge what no genuine report contains, or empty a PBX', () => {
    const forged = samples
      .flat()
      .filter(({ how }) => forging.includes(how))
      .flatMap(reportsOf);
    const contents = forged.map(({ event, dids, capacity }) =>
      JSON.stringify(event ? [event, dids] : capacity),
    );
    expect([...new Set(contents)].sort()).toEqual([
      '["did_change",[900]]',
      '["did_change",[]]',
      '{"extensions":"9999"}',
    ]);
  });

  it('lose the ack of a report that is sent later', () => {
    for (const steps of samples) {
      steps.forEach((step, n) => {
        if (step.how !== 'lost-ack') return;
        const sent = steps.slice(n + 1).filter(({ how }) => how === 'sent');
        expect(sent.map(reportsOf)).toContainEqual(reportsOf(step));
      });
    }
  });

  it('join two reports about a PBX in one array, in either order, but never the newest', () => {
    const orders = new Set<number>();
    for (const steps of samples) {
      const genuine = genuineIn(steps);
      for (const reports of steps.filter(({ how }) => how === 'sent').map(reportsOf)) {
        for (const [n, one] of reports.entries()) {
          const other = reports.slice(n + 1).find((report) => isAlike(report, one));
          if (!other) continue;
          orders.add(Math.sign(one.at - other.at));
          const newest = Math.max(...genuine.filter((report) => isAlike(report, one)).map(({ at }) => at));
          expect(Math.max(one.at, other.at)).toBeLessThan(newest);
        }
      }
    }
    expect([...orders].sort()).toEqual([-1, 0, 1]);
  });

  it('deliver older reports after newer ones', () => {
    const isLate = (steps: readonly SequenceStep[]) => {
      const all = genuineIn(steps);
      return all.some((one, n) =>
        all.slice(0, n).some((before) => isAlike(before, one) && before.at > one.at),
      );
    };
    expect(samples.filter(isLate).length).toBeGreaterThan(samples.length / 2);
  });

  it('have no capacity reports about a PBX that is deleted, since the vendor says nothing about them', () => {
    for (const steps of samples) {
      const all = genuineIn(steps);
      const deleted = new Set(all.filter(({ event }) => event === 'pce_delete').map(({ pbx }) => pbx));
      expect(all.filter(({ pbx, event }) => event === undefined && deleted.has(pbx))).toEqual([]);
    }
  });

  it('are about as long as asked for', () => {
    const lengths = samples.map((steps) => genuineIn(steps).length);
    expect(lengths.reduce((sum, one) => sum + one) / lengths.length).toBeGreaterThan(intents);
    expect(Math.max(...lengths)).toBeLessThan(12 * intents);
  });
});
