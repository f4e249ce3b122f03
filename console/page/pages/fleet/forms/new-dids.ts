import type { DidView, FleetView, TrunkView } from '../../../../../schemas/generated/console-types.ts';

/** As many as one action may name. */
export const maxDids = 1000;

/** Numbers in a row from the first one, which keeps its plus and its leading zeros; `undefined` when it ends in no digits. */
export function numbersFrom(first: string, count: number): string[] | undefined {
  const [, before = '', digits] = /^(.*\D)?(\d+)$/.exec(first.trim()) ?? [];
  if (digits === undefined) return undefined;
  const start = BigInt(digits);
  return Array.from(
    { length: count },
    (_, n) => before + String(start + BigInt(n)).padStart(digits.length, '0'),
  );
}

/** The numbers as free DIDs of a trunk, with ids that the fleet does not have yet. */
export function didsOfNumbers(
  fleet: FleetView,
  { trunkId, trunkName }: TrunkView,
  numbers: readonly string[],
): DidView[] {
  const firstId = freshId(
    fleet.dids.map(({ didId }) => didId),
    1_192_488,
  );
  return numbers.map((did, n) => ({ did, didId: String(firstId + n), trunkId, trunkName }));
}

/** An id that no trunk of the fleet has. */
export function freshTrunkId(fleet: FleetView): string {
  return String(
    freshId(
      fleet.trunks.map(({ trunkId }) => trunkId),
      114_529,
    ),
  );
}

/** The next after the greatest number among these ids, which are numbers in the vendor's examples. */
function freshId(ids: readonly string[], first: number): number {
  const numbers = ids.map(Number).filter(Number.isSafeInteger);
  return numbers.reduce((most, id) => Math.max(most, id + 1), first);
}
