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
}

/** Runs a case of each seed, some at once. */
export async function forEachSeed(
  { cases, firstSeed }: FuzzOptions,
  atOnce: number,
  run: (seed: number) => Promise<void>,
): Promise<void> {
  let next = firstSeed;
  const runOneByOne = async () => {
    while (next < firstSeed + cases) await run(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, runOneByOne));
}
