/** How binding a rule is. */
export type Level =
  /** A receiver that fails it breaks the vendor's contract or is unsafe. */
  | 'must'
  /** Good receivers do it. */
  | 'should'
  /** A bonus. */
  | 'may';

const ranks: Record<Level, number> = { must: 0, should: 1, may: 2 };

/** 0 is the most binding. */
export function rankOf(level: Level): number {
  return ranks[level];
}
