import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGenuineStep, type SequenceStep } from '../../../../schemas/sequence-step.ts';
import { unlike } from '../../../../suites/retry/sequences/compare.ts';
import { expectedOf } from '../../../../suites/retry/sequences/expected.ts';
import { placesNaming, supersededOf } from '../../../../suites/retry/sequences/superseded.ts';
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

describe('a state compared with its controls', () => {
  const newest = [dids(1, 2, [1])];
  const controls = (a: object, b: object) => ({ byNewest: { ...a }, inOrder: { ...b } }) as never;

  it.each([
    ['is the same', { dids: ['DID 1'] }, { dids: ['DID 1'] }, { dids: ['DID 1'] }],
    [
      'counts earlier messages',
      { n: 1, dids: ['DID 1'] },
      { n: 3, dids: ['DID 1'] },
      { n: 2, dids: ['DID 1'] },
    ],
    ['lists in another order', { dids: ['DID 1', 'b'] }, { dids: ['DID 1', 'b'] }, { dids: ['b', 'DID 1'] }],
  ])('matches them if it %s', (_when, byNewest, inOrder, state) => {
    expect(unlike(state, controls(byNewest, inOrder), newest)).toBeUndefined();
  });

  it('differs from them if it shows what neither does', () => {
    expect(unlike({ dids: ['DID 2'] }, controls({ dids: ['DID 1'] }, { dids: ['DID 1'] }), newest)).toBe(
      '`dids[0]` is "DID 2" instead of "DID 1"',
    );
  });

  it('matches them if it lacks what all of them lack, or values without meaning', () => {
    const unseen = controls({ n: 1 }, { n: 2 });
    expect(unlike({ n: 3 }, unseen, [dids(1, 1, [1])])).toBeUndefined();
    const small = [{ pbx: 1, at: 1, capacity: { extensions: '99' } }];
    expect(unlike({ n: 3 }, controls({ n: 99 }, { n: 2 }), small)).toBeUndefined();
    const gone = [{ pbx: 1, at: 1, event: 'pce_delete' as const, dids: [1] }];
    expect(unlike({ n: 3 }, controls({ n: 'DID 1' }, { n: 2 }), gone)).toBeUndefined();
    expect(unlike({ n: 3 }, unseen, [{ pbx: 1, at: 1, event: 'pce_delete' }])).toBeUndefined();
  });

  it('differs from them if it lacks a number of at least three digits, and three of them are named', () => {
    const of = (capacity: Record<string, string>) => [{ pbx: 1, at: 1, capacity }];
    const missing = (capacity: Record<string, string>) =>
      unlike({ n: 3 }, controls({ n: Object.values(capacity).map(Number) }, { n: 2 }), of(capacity));
    expect(missing({ extensions: '100' })).toBe('the state does not show extensions 100');
    const four = { extensions: '101', concurrentCalls: '102', receptionist: '103', transcription: '104' };
    expect(missing(four)).toBe(
      'the state does not show extensions 101, concurrentCalls 102, receptionist 103',
    );
  });

  it('matches them in any order of nested rows', () => {
    const rows = (...names: string[]) => ({ pbx: { rows: names.map((name) => ({ name, n: [2, 1] })) } });
    const same = controls(rows('DID 1', 'b', 'c'), rows('DID 1', 'b', 'c'));
    expect(unlike(rows('c', 'DID 1', 'b'), same, newest)).toBeUndefined();
    expect(unlike(rows('c', 'DID 1', 'd'), same, newest)).toMatch(/^`pbx\.rows\[0\]\.name` is "c"/);
  });

  it('differs from them if the newest report is missing, even if the controls differ', () => {
    expect(unlike({ dids: [] }, controls({ dids: ['DID 1'] }, { dids: [] }), newest)).toBe(
      'the state does not show DID 1',
    );
    const resized = [{ pbx: 1, at: 1, capacity: { extensions: '4711' } }];
    expect(unlike({ size: 5 }, controls({ size: '4711' }, { size: 5 }), resized)).toBe(
      'the state does not show extensions 4711',
    );
  });
});

function ofPbx1(...steps: SequenceStep[]) {
  const [first] = expectedOf(
    steps,
    steps.map(() => true),
  );
  if (!first) throw new Error('no step is about a PBX');
  return supersededOf(steps, first);
}

describe('what a PBX had before its newest report', () => {
  it('is each DID that only older reports list, with the last of them', () => {
    const [older, old, newest] = [dids(1, 1, [1, 2]), dids(1, 2, [2, 3]), dids(1, 3, [3])];
    expect(ofPbx1(sent(newest), sent(old), sent(older), sent(capacity(1, 9))).dids).toEqual([
      { did: 1, report: older },
      { did: 2, report: old },
    ]);
    expect(ofPbx1(sent(dids(1, 1, [1])), sent(deleted(1, 2))).dids).toEqual([
      { did: 1, report: dids(1, 1, [1]) },
    ]);
  });

  it('includes the reports that were new when they arrived', () => {
    const [first, late, newest] = [dids(1, 2, [1]), dids(1, 1, [2]), deleted(1, 3)];
    const { arrived } = ofPbx1(sent(first), sent(dids(2, 5, [7])), sent(late), sent(newest), sent(first));
    expect(arrived).toEqual([first, newest]);
  });

  it.each<[string, SequenceStep[]]>([
    ['a response was lost', [step('lost-ack', dids(1, 1, [1])), sent(deleted(1, 2))]],
    ['two reports came in one message', [sent(dids(1, 1, [1]), dids(1, 2, [2])), sent(deleted(1, 3))]],
    ['another PBX has it too', [sent(dids(1, 1, [1])), sent(dids(2, 1, [1])), sent(deleted(1, 2))]],
    ['only a forgery lists it', [sent(deleted(1, 2)), step('other-secret', dids(1, 1, [1]))]],
    ['only its deletion lists it', [sent({ ...deleted(1, 1), dids: [1] }), sent(dids(1, 2, [2]))]],
  ])('has no DIDs if %s', (_when, steps) => {
    expect(ofPbx1(...steps).dids).toEqual([]);
  });

  it('has DIDs if only the messages of other PBXs are unclear', () => {
    const steps = [step('lost-ack', dids(2, 1, [9])), sent(dids(2, 1, [7]), dids(2, 2, [8]))];
    expect(ofPbx1(sent(dids(1, 1, [1])), ...steps, sent(deleted(1, 2))).dids).toHaveLength(1);
  });
});

describe('the places that name a DID', () => {
  it('are distinguished by their keys, but not by indexes or row ids', () => {
    const state = {
      dids: [{ did: 'DID 2' }, { did: 'DID 1', trunk: { name: 'trunk of DID 1' } }],
      rows: { 'row 17': 'DID 1' },
      'DID 1': true,
    };
    expect(placesNaming(state, 'DID 1')).toEqual([
      '.dids[].did',
      '.dids[].trunk.name',
      '.rows.row *',
      '.DID *',
    ]);
    expect(placesNaming('DID 1', 'DID 1')).toEqual(['']);
    expect(placesNaming(null, 'DID 1')).toEqual([]);
  });

  it('do not name it by a longer number', () => {
    expect(placesNaming(['DID 12'], 'DID 1')).toEqual([]);
    expect(placesNaming(['DID 12 and DID 1.'], 'DID 1')).toEqual(['[]']);
  });
});
