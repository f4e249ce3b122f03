type Steps = Readonly<Record<string, number>>;

/** The keys of a list with one item per line. */
export const lineKeys: Steps = {
  ArrowUp: -1,
  ArrowDown: 1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** The keys of a list with several items per line. */
export const wrappedListKeys: Steps = { ...lineKeys, ArrowLeft: -1, ArrowRight: 1 };

/** The target of a key from position `at` in a list; `undefined` for other keys. */
export function stepOf(steps: Steps, key: string, at: number, length: number): number | undefined {
  const step = steps[key];
  return step === undefined ? undefined : Math.min(Math.max(at + step, 0), length - 1);
}
