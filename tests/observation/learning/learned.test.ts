import { expect, it } from 'vitest';
import { commonForm, formOf } from '../../../observation/learning/form.ts';
import {
  learn,
  learnedForReport,
  showsAnything,
  showsCapacity,
  showsEntries,
  showsValues,
} from '../../../observation/learning/learned.ts';
import { learnedInWords } from '../../../schemas/words/learned-words.ts';

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

it('treats a kind as hidden if the state has no place for it', () => {
  const onlyDids = { sent: dids, before: null, after: { numbers: ['901', '902'] } };
  expect(learn(onlyDids, { sent: capacity, ...unchanged }).effects).toEqual({ dids: true, capacity: false });
  // It was not acknowledged.
  const withPlace = { ...onlyDids, after: { capacity: null } };
  expect(learn(withPlace, undefined).effects).toEqual({ dids: true, capacity: false });
  const onlyCapacity = { sent: capacity, before: null, after: { of: '36B', pbx: { trunkDidInfoList: [] } } };
  expect(learn({ sent: dids, ...unchanged }, onlyCapacity).effects).toEqual({ dids: true, capacity: true });
});

it('looks for all values of one field of a report, and not for its PBX and time', () => {
  expect(showsValues({ numbers: ['901', '902'] }, dids)).toBe(true);
  expect(showsValues({ extensions: 1231 }, capacity)).toBe(true);
  expect(showsValues({ numbers: ['901'] }, dids)).toBe(false);
  expect(showsValues({ sn: '36A', at: 1700000000 }, dids)).toBe(false);
});

it.each([
  ['a capacity', ['1231'], true],
  ['who changed it', { by: 'a@b.example' }, true],
  ['only its PBX', { sn: '36B' }, false],
  ['nothing', null, false],
])('knows whether a state shows something of a capacity report: %s', (_what, after, shows) => {
  expect(showsAnything({ sent: capacity, before: null, after })).toBe(shows);
});

it('knows whether DIDs and capacity can be told from a state', () => {
  const learned = (after: Parameters<typeof showsValues>[0]) =>
    learn({ sent: dids, before: null, after }, { sent: capacity, before: null, after });
  const both = learned({ trunks: ['north', 'south'], extensions: '1231' });
  expect([showsEntries(both), showsCapacity(both)]).toEqual([true, true]);
  const neither = learned({ sn: '36A', by: 'a@b.example' });
  expect([showsEntries(neither), showsCapacity(neither)]).toEqual([false, false]);
});

type LeftOut = Parameters<typeof learnedForReport>[1];

const leftOut = (parts: Partial<LeftOut> = {}): LeftOut => ({
  noise: new Set(),
  hidden: new Set(),
  unmatched: [],
  ...parts,
});

it('names few ignored places, and no long ones', () => {
  const learned = learn({ sent: dids, before: null, after: ['north'] }, { sent: capacity, ...unchanged });
  const ignored = new Set(['x'.repeat(101), ...Array.from({ length: 30 }, (_, n) => `place ${n}`)]);
  const { ignores = [] } = learnedForReport(learned, leftOut({ noise: ignored }));
  expect(ignores).toHaveLength(20);
  expect(ignores[0]).toBe('place 0');
  expect(learnedForReport(learned, leftOut({ noise: new Set(['x'.repeat(101)]) })).ignores).toBeUndefined();
});

it('summarizes it in one sentence', () => {
  const learned = learn(
    { sent: dids, before: null, after: ['north', 'south'] },
    { sent: capacity, ...unchanged },
    'no-effect',
  );
  expect(learnedInWords({ kind: 'function', learned: learnedForReport(learned, leftOut()) })).toBe(
    "the observer shows trunkName, but not sn, did, didId, trunkId, modifier, updateTime or capacity; it shows no change after acknowledged messages: either it doesn't show this receiver's state, or the receiver doesn't apply the messages",
  );
  const ignoring = learnedForReport(
    learned,
    leftOut({ noise: new Set(['stats.requests', 'stats.rejected']) }),
  );
  expect(learnedInWords({ kind: 'function', learned: ignoring })).toContain(
    '; rules ignore what changes without a message about the PBX: stats.requests and stats.rejected; it shows',
  );
  const hiding = learnedForReport(
    learned,
    leftOut({ hidden: new Set(['version', 'updatedAt']), unmatched: ['tolly'] }),
  );
  expect(learnedInWords({ kind: 'function', learned: hiding })).toContain(
    '; not compared: version, updatedAt (--observe-check version checks it); nothing in the state matches --observe-ignore tolly; it shows',
  );
  expect(learnedInWords({ kind: 'function' })).toBeUndefined();
  expect(learnedInWords(null)).toBeUndefined();
});

it.each([
  ['a text', { did: '0711' }, 'text'],
  ['a key', { '0711': {} }, 'text'],
  ['a text in a list of lists', [[['0711']]], 'text'],
  ['part of a text', ['+49 0711 via trunk'], 'within-text'],
  ['part of a key', { 'did:0711': true }, 'within-text'],
  ['another number', [1711], undefined],
  ['nothing', null, undefined],
])('finds a value as %s', (_what, state, form) => {
  expect(formOf(state, '0711')).toBe(form);
});

it('finds a value as a number', () => {
  expect(formOf({ id: 114529 }, '114529')).toBe('number');
  expect(formOf({ id: 114529.5 }, '114529')).toBeUndefined();
});

it('does not treat a list index as a key', () => {
  expect(formOf(['a', 'b'], '1')).toBeUndefined();
});

it('prefers the most specific form', () => {
  expect(formOf(['x0711', '0711'], '0711')).toBe('text');
  expect(formOf([5, 'x5'], '5')).toBe('number');
});

it('uses the least specific form of several values', () => {
  expect(commonForm({ a: '1', b: 2, c: 'c3' }, ['1', '2', '3'])).toBe('within-text');
  expect(commonForm({ a: '1', b: 2 }, ['1', '2'])).toBe('number');
  expect(commonForm({ a: '1' }, ['1', '2'])).toBeUndefined();
});
