import { describe, expect, it } from 'vitest';
import { unlike } from '../../../../suites/retry/sequences/compare.ts';
import { dids } from './steps.ts';

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
