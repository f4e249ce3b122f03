import { describe, expect, it } from 'vitest';
import { createIdentities } from '../../../runner/context/identity.ts';

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
