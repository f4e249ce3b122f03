import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGenuineStep, type SequenceStep } from '../../../../schemas/sequence-step.ts';
import { capacity, deleted, dids, expectedAll, generated, sent, step } from './steps.ts';

describe('the final state of a PBX', () => {
  it('is the newest report of each kind, in any order and with any number of duplicates', () => {
    fc.assert(
      fc.property(generated, fc.infiniteStream(fc.nat()), (steps, keys) => {
        const key = new Map(steps.map((one) => [one, keys.next().value ?? 0]));
        const genuine = steps.filter(isGenuineStep);
        const shuffled = [...genuine].sort((a, b) => (key.get(a) ?? 0) - (key.get(b) ?? 0));
        const ends = (some: readonly SequenceStep[]) =>
          expectedAll(some).map(({ pbx, newest }) => [pbx, newest]);
        expect(ends([...shuffled, ...genuine])).toEqual(ends(genuine));
      }),
    );
  });

  it('ignores forged and malformed messages', () => {
    const bad = (['other-secret', 'tampered', 'malformed-json', 'wrong-shape'] as const).map((how) =>
      step(how, dids(1, 9, [5])),
    );
    expect(expectedAll([sent(dids(1, 1, [1])), ...bad])).toMatchObject([{ newest: [dids(1, 1, [1])] }]);
    expect(expectedAll(bad)).toMatchObject([{ newest: [], open: undefined }]);
  });

  it.each([
    ['the newest report was never acknowledged', [sent(dids(1, 1, [1])), step('lost-ack', dids(1, 2, [2]))]],
    ['a deleted PBX has a capacity', [sent(capacity(1, 1)), sent(deleted(1, 2))]],
    ['its newest report came with another report about it', [sent(dids(1, 2, [2]), dids(1, 1, [1]))]],
    ['another PBX has its DID', [sent(dids(1, 1, [1])), sent(dids(2, 2, [1]))]],
  ])('is open if %s', (_when, steps) => {
    expect(expectedAll(steps).every(({ open }) => typeof open === 'string')).toBe(true);
  });

  it('is known if the newest report came alone, whatever came in one array', () => {
    const [older, newer, newest] = [dids(1, 1, [1]), dids(1, 2, [2]), dids(1, 3, [3])];
    const steps = [sent(newer, older), sent(newest), sent(older, older)];
    expect(expectedAll(steps)).toMatchObject([{ newest: [newest], open: undefined }]);
  });

  it('is known once the retry of a lost message is acknowledged', () => {
    const report = dids(1, 1, [1]);
    expect(expectedAll([step('lost-ack', report), sent(report)])).toMatchObject([{ open: undefined }]);
  });
});
