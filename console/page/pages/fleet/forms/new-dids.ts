import type { DidView, FleetView, TrunkView } from '../../../../server/api/types.ts';

/** The maximum for one action. */
export const maxDids = 1000;

/** Consecutive numbers from the first one, which keeps its plus and leading zeros; `undefined` if it doesn't end in digits. */
export function numbersFrom(first: string, count: number): string[] | undefined {
  const [, before = '', digits] = /^(.*\D)?(\d+)$/.exec(first.trim()) ?? [];
  if (digits === undefined) return undefined;
  const start = BigInt(digits);
  return Array.from(
    { length: count },
    (_, n) => before + String(start + BigInt(n)).padStart(digits.length, '0'),
  );
}

/** The numbers as free DIDs of a trunk, with unused ids. */
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

/** An unused trunk id. */
export function freshTrunkId(fleet: FleetView): string {
  return String(
    freshId(
      fleet.trunks.map(({ trunkId }) => trunkId),
      114_529,
    ),
  );
}

/** The number after the greatest of these ids, which are numbers in the vendor's examples. */
function freshId(ids: readonly string[], first: number): number {
  const numbers = ids.map(Number).filter(Number.isSafeInteger);
  return numbers.reduce((most, id) => Math.max(most, id + 1), first);
}
