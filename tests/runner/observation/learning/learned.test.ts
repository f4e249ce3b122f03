import { expect, it } from 'vitest';
import { learn, learnedForReport } from '../../../../runner/observation/learning/learned.ts';
import { learnedInWords } from '../../../../schemas/learned-words.ts';

const dids = { sn: ['36A'], did: ['901', '902'], trunkName: ['north', 'south'], updateTime: ['1700000000'] };
const capacity = { sn: ['36B'], extensions: ['1231'], modifier: ['a@b.example'] };
const unchanged = { before: null, after: null };

it('learns the form in which each field shows', () => {
  const { shows } = learn(
    {
      sent: dids,
      before: null,
      after: {
        '36A': [
          { n: 901, t: 'north' },
          { n: 902, t: 'the south' },
        ],
      },
    },
    { sent: capacity, before: null, after: { extensions: 1231 } },
  );
  expect(Object.fromEntries(shows)).toEqual({
    sn: 'text',
    did: 'number',
    trunkName: 'within-text',
    extensions: 'number',
  });
});

it('treats a field as hidden if one of its values is missing', () => {
  const { shows } = learn({ sent: dids, before: null, after: ['901'] }, { sent: capacity, ...unchanged });
  expect(shows.size).toBe(0);
});

it('finds which kind of report has an effect', () => {
  const shown = { before: null, after: '9f86d0' };
  expect(learn({ sent: dids, ...shown }, { sent: capacity, ...unchanged }).effects).toEqual({
    dids: true,
    capacity: false,
  });
  expect(learn({ sent: dids, ...unchanged }, { sent: capacity, ...shown }).effects).toEqual({
    dids: false,
    capacity: true,
  });
});

it('treats a kind as shown if the state has an empty place for it', () => {
  const after = { numbers: ['901', '902'], limits: { extensions: null } };
  const { effects } = learn({ sent: dids, before: null, after }, { sent: capacity, ...unchanged });
  expect(effects.capacity).toBe(true);
});

it('summarizes it in one sentence', () => {
  const learned = learn(
    { sent: dids, before: null, after: ['north', 'south'] },
    { sent: capacity, ...unchanged },
    'history',
  );
  expect(learnedInWords({ kind: 'function', learned: learnedForReport(learned) })).toBe(
    'the observer shows trunkName, but not sn, did, didId, trunkId, modifier, updateTime or capacity; it seems to show a history instead of the current state',
  );
  expect(learnedInWords({ kind: 'function' })).toBeUndefined();
  expect(learnedInWords(null)).toBeUndefined();
});
