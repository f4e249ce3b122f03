import { describe, expect, it } from 'vitest';
import type { Json } from '../../../observation/json.ts';
import { createIdentities, type IdentityFacts } from '../../../runner/context/identity.ts';
import { capacityChange, didChange } from '../../../runner/context/messages.ts';
import { unlikeOthers } from '../../../runner/context/one-report.ts';
import { classify } from '../../../schemas/classify.ts';
import { trunkDid } from '../../../simulator/index.ts';

/** Counts the generated facts, to show which ones are used. */
function counted() {
  const drawn = { serials: 0, dids: 0 };
  const facts: IdentityFacts = {
    serial() {
      drawn.serials += 1;
      return `sn ${drawn.serials}`;
    },
    dids(count) {
      drawn.dids += count;
      return Array.from({ length: count }, (_, n) => trunkDid(n, `did ${drawn.dids - count + n + 1}`));
    },
    updateTime: (offset = 0) => 1000 + offset,
  };
  return { drawn, facts };
}

const didsOf = ([report]: ReturnType<typeof didChange>) => report?.trunkDidInfoList?.map(({ did }) => did);

describe('a DID change', () => {
  it('is about a new PBX with one DID and the current time', () => {
    const { drawn, facts } = counted();
    const message = didChange(facts);
    expect(message).toMatchObject([{ event: 'did_change', sn: 'sn 1', updateTime: 1000 }]);
    expect(didsOf(message)).toEqual(['did 1']);
    expect(classify(message)).toMatchObject({ kind: 'did-change' });
    expect(drawn).toEqual({ serials: 1, dids: 1 });
  });

  it('has the given values', () => {
    const { drawn, facts } = counted();
    const options = { sn: 'known', event: 'pce_delete', offset: 20, trunkName: 'Süd' } as const;
    const message = didChange(facts, { ...options, dids: 2 });
    expect(message).toMatchObject([{ event: 'pce_delete', sn: 'known', updateTime: 1020 }]);
    expect(message[0]?.trunkDidInfoList?.map(({ trunkName }) => trunkName)).toEqual(['Süd', 'Süd']);
    expect(drawn).toEqual({ serials: 0, dids: 2 });
  });

  it('lists the given DIDs, and generates none', () => {
    const { drawn, facts } = counted();
    expect(didsOf(didChange(facts, { dids: [trunkDid(7, 'mine')] }))).toEqual(['mine']);
    expect(didsOf(didChange(facts, { dids: [] }))).toEqual([]);
    expect(drawn.dids).toBe(0);
  });
});

describe('a capacity change', () => {
  it("is about a new PBX, with the vendor's example and the current time", () => {
    const { drawn, facts } = counted();
    const message = capacityChange(facts);
    expect(message).toMatchObject([{ sn: 'sn 1', updateTime: 1000, repository: { extensions: '5' } }]);
    expect(classify(message)).toMatchObject({ kind: 'capacity-change' });
    expect(drawn).toEqual({ serials: 1, dids: 0 });
  });

  it('has the given values', () => {
    const { facts } = counted();
    const message = capacityChange(facts, { sn: 'known', repository: { extensions: '50' }, offset: 10 });
    expect(message).toMatchObject([{ sn: 'known', updateTime: 1010, repository: { extensions: '50' } }]);
  });
});

describe('the identities of a run', () => {
  it("contain no id that is part of another kind's id, because sequences name what a state shows", () => {
    const dids = createIdentities().dids(2000);
    const kinds = ['did', 'didId', 'trunkId', 'trunkName'] as const;
    for (const kind of kinds) {
      const ids = new Set(dids.map((did) => did[kind]));
      const [length = 0] = [...ids].map((id) => id.length);
      for (const other of kinds.filter((one) => one !== kind)) {
        const parts = dids.flatMap((did) =>
          Array.from({ length: Math.max(0, did[other].length - length + 1) }, (_, at) =>
            did[other].slice(at, at + length),
          ),
        );
        expect(parts.filter((part) => ids.has(part))).toEqual([]);
      }
    }
  });

  it('differ between runs, because a database may keep those of an earlier run', () => {
    const runs = Array.from({ length: 5 }, () => createIdentities().dids(100));
    for (const kind of ['did', 'didId', 'trunkId', 'trunkName'] as const)
      expect(new Set(runs.flat().map((did) => did[kind])).size).toBe(500);
  });

  it('have ids that fit into a 32-bit integer', () => {
    for (const { didId, trunkId } of createIdentities().dids(20_000)) {
      expect(Number(didId)).toBeLessThan(2 ** 31);
      expect(Number(trunkId)).toBeLessThan(2 ** 31);
    }
  });
});

const limits = [
  { name: 'extensions', value: '20' },
  { name: 'recordingCapacity', value: '9' },
];

/** How this state differs from those of two other PBXs. */
const unlike = (state: Json, before: Json, after: Json) => {
  const [result, one, other] = [state, before, after].map((shown) => ({
    report: { what: 'a capacity change', sn: '36A', names: [], message: [] },
    state: shown,
  }));
  return result && one && other && unlikeOthers(result, one, other);
};

it('accepts lists in another order', () => {
  expect(unlike(limits.toReversed(), limits, limits)).toBeUndefined();
  expect(unlike(limits, limits.toReversed(), limits)).toBeUndefined();
});

it('accepts rows in the same order whose ids differ', () => {
  const rows = (first: number) => limits.map((limit, n) => ({ id: first + n, ...limit }));
  expect(unlike(rows(9), rows(1), rows(20))).toBeUndefined();
});

it('says how the content differs', () => {
  const wrong = limits.map((limit) => ({ ...limit, value: '7' }));
  expect(unlike(wrong, limits, limits)).toContain('`[0].value` is "7" instead of "20"');
});

it('shows the names of the PBX, not what stands in for them', () => {
  const of = (sn: string, shown: string) => ({
    report: { what: 'a DID change', sn, names: [sn], message: [] },
    state: { owner: shown, of: sn },
  });
  const text = unlikeOthers(of('36A', '36A'), of('36B', 'nobody'), of('36C', 'nobody'));
  expect(text).toBe('`owner` is "36A" instead of "nobody"');
});
