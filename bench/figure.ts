/** A measured figure and its goal. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The maximum value. */
  readonly atMost: number;
  /** How it was measured, or what it is a ratio to. */
  readonly how: string;
}

/** `count` is how often to try, and `only` has the names of what to try. Some benches ignore them. */
export type Bench = (count?: number, only?: readonly string[]) => Promise<readonly Figure[]>;

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
