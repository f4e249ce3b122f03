/** A case that failed. */
export interface Wrong {
  readonly seed: number;
  readonly family: string;
  readonly what: string;
}

export interface FuzzOptions {
  readonly cases: number;
  /** For the first case. The others have the following ones. */
  readonly firstSeed: number;
  readonly onWrong: (wrong: Wrong) => void;
  /** Called after a quarter of the cases, before the others start. */
  readonly onQuarter?: () => Promise<void>;
}

/** Runs a case per seed, some concurrently. */
export async function forEachSeed(
  { cases, firstSeed, onQuarter }: Omit<FuzzOptions, 'onWrong'>,
  atOnce: number,
  run: (seed: number) => Promise<void>,
): Promise<void> {
  let next = firstSeed;
  const runUpTo = (end: number) =>
    Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (next < end) await run(next++);
      }),
    );
  await runUpTo(firstSeed + Math.floor(cases / 4));
  await onQuarter?.();
  await runUpTo(firstSeed + cases);
}
