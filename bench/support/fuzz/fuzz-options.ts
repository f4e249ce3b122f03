/** A case that did not pass. */
export interface Wrong {
  readonly seed: number;
  readonly family: string;
  readonly what: string;
}

export interface FuzzOptions {
  readonly cases: number;
  /** Of the first case; the others have the next ones. */
  readonly firstSeed: number;
  readonly onWrong: (wrong: Wrong) => void;
  /** Called when a quarter of the cases is over, and the others have not begun. */
  readonly onQuarter?: () => Promise<void>;
}

/** Runs a case of each seed, some at once. */
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
