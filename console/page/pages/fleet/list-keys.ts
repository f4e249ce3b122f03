const steps: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** The target of a key from position `at` in a list; `undefined` for other keys. */
export function stepOf(key: string, at: number, length: number): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return length - 1;
  const step = steps[key];
  return step === undefined ? undefined : Math.min(Math.max(at + step, 0), length - 1);
}
