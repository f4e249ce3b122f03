import { describe, expect, it } from 'vitest';
import type { SequenceStep } from '../../../../schemas/sequence-step.ts';
import { expectedOf } from '../../../../suites/retry/sequences/expected.ts';
import { placesNaming, supersededOf } from '../../../../suites/retry/sequences/superseded.ts';
import { capacity, deleted, dids, sent, step } from './steps.ts';

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
