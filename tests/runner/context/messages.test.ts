import { describe, expect, it } from 'vitest';
import type { IdentityFacts } from '../../../runner/context/identity.ts';
import { capacityChange, didChange } from '../../../runner/context/messages.ts';
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
