import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { skippedByNeed } from '../../../console/page/pages/check/remedies.ts';
import { didsOfNumbers, numbersFrom } from '../../../console/page/pages/fleet/forms/new-dids.ts';
import { assignActions, removeActions } from '../../../console/page/pages/fleet/moves.ts';
import { withNewestArrivals, withOlder } from '../../../console/page/pages/inbox/arrival-rows.ts';
import { asSentence } from '../../../console/page/parts/words/as-sentence.ts';
import type { ArrivalRow, ConsoleAction } from '../../../console/server/api/types.ts';
import { needs } from '../../../schemas/need.ts';
import { act, emptyFleet, type Fleet, type FleetAction } from '../../../simulator/index.ts';

describe('consecutive numbers', () => {
  it('keep the text before the digits, and their leading zeros', () => {
    expect(numbersFrom(' +4900098', 3)).toEqual(['+4900098', '+4900099', '+4900100']);
    expect(numbersFrom('0099', 2)).toEqual(['0099', '0100']);
    expect(numbersFrom('99999999999999999999', 2)).toEqual(['99999999999999999999', '100000000000000000000']);
    expect(numbersFrom('extension', 2)).toBeUndefined();
  });

  it('become DIDs that any fleet accepts', () => {
    const trunk = { trunkId: 't', trunkName: 'shared' };
    const empty = { pbxs: [], trunks: [], dids: [] };
    const first = didsOfNumbers(empty, trunk, numbersFrom('1', 5) ?? []);
    const second = didsOfNumbers({ ...empty, dids: first }, trunk, numbersFrom('1', 5) ?? []);
    const fleet = fleetAfter(emptyFleet, { action: 'add-trunk', dids: first });
    expect(fleetAfter(fleet, { action: 'add-trunk', dids: second }).dids).toHaveLength(10);
  });
});

describe('a move of DIDs', () => {
  const at = fc.option(fc.constantFrom('A', 'B', 'C'), { nil: undefined });

  it('reaches the desired assignment, whichever PBX has the DIDs', () => {
    fc.assert(
      fc.property(fc.array(at, { minLength: 1, maxLength: 12 }), (holders) => {
        const dids = holders.map((sn, n) => ({ ...did(n), ...(sn === undefined ? {} : { sn }) }));
        const fleet = { pbxs: ['A', 'B', 'C'].map((sn) => ({ sn, repository: {} })), trunks: [trunk], dids };
        const didsWhen = (actions: ReturnType<typeof assignActions>) =>
          actions.reduce((now, action) => fleetAfter(now, action), fleet as typeof emptyFleet).dids;
        expect(didsWhen(assignActions(dids, 'A')).every(({ sn }) => sn === 'A')).toBe(true);
        expect(didsWhen(removeActions(dids)).every(({ sn }) => sn === undefined)).toBe(true);
      }),
    );
  });

  const trunk = { trunkId: 't', trunkName: 'shared' };
  const did = (n: number) => ({ did: `55${n}`, didId: String(n), ...trunk });
});

describe("the inbox's list", () => {
  const row = (seq: number) => ({ seq }) as ArrivalRow;
  const from = (newest: number, oldest: number) =>
    Array.from({ length: newest - oldest + 1 }, (_, n) => row(newest - n));

  it('keeps older rows if the newest page reaches them, and has no gap if it does not', () => {
    const before = withOlder(withNewestArrivals({ rows: [] }, { rows: from(20, 16), next: 16 }), {
      rows: from(15, 11),
      next: 11,
    });
    expect(withNewestArrivals(before, { rows: from(24, 20), next: 20 })).toEqual({
      rows: from(24, 11),
      next: 11,
    });
    expect(withNewestArrivals(before, { rows: from(40, 36), next: 36 })).toEqual({
      rows: from(40, 36),
      next: 36,
    });
    expect(withNewestArrivals(before, { rows: [] })).toEqual({ rows: [], next: undefined });
  });
});

describe('a check', () => {
  it('says what to add for each need, without a flag in the reason', () => {
    const rules = needs.map((need, n) => ({
      id: `a/${n}`,
      state: 'skipped' as const,
      need,
    }));
    for (const { text, remedy } of skippedByNeed(rules)) {
      expect(text).toMatch(/^1 rule needs [^-]/);
      expect(text).not.toContain(' --');
      expect(remedy).not.toMatch(/^Check it .*--observe-url|--thorough/);
    }
  });
});

it('counts the rules with the same need in good English', () => {
  const rules = ['a/1', 'a/2', 'a/3'].map((id) => ({
    id,
    state: 'skipped' as const,
    need: 'https' as const,
  }));
  const other = { id: 'a/4', state: 'skipped' as const, reason: 'not selected' };
  expect(skippedByNeed([...rules, other]).map(({ text }) => text)).toEqual([
    '3 rules need an https URL',
    '1 rule: not selected',
  ]);
});

describe('a problem', () => {
  it('is a sentence about the page', () => {
    expect(asSentence('the port is in use; give another')).toBe('The port is in use; give another.');
    expect(asSentence('Enter the secret.')).toBe('Enter the secret.');
    expect(asSentence('localhost:3000 is not reachable')).toBe('localhost:3000 is not reachable.');
    expect(asSentence('example.com refused it: try again')).toBe('example.com refused it: try again.');
    expect(asSentence('timeout: the receiver is slow')).toBe('Timeout: the receiver is slow.');
  });
});

function fleetAfter(fleet: Fleet, action: ConsoleAction): Fleet {
  return act(fleet, action as FleetAction, { updateTime: 0, trunkDelete: 'one-array', deletionList: 'empty' })
    .fleet;
}
