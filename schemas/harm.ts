import type { RuleResult } from './generated/types.ts';

/** What a receiver that fails a rule does to its owner. */
export type Harm = NonNullable<RuleResult['harm']>;

const ranks: Record<Harm, number> = {
  'open-to-forgers': 0,
  'loses-messages': 1,
  'applies-twice-or-stale': 2,
  'refuses-genuine': 3,
  crashes: 4,
  lenient: 5,
};

/** 0 is the worst. Results of an earlier version have no harm and come last. */
export function harmRank(harm: Harm | undefined): number {
  return harm === undefined ? Object.keys(ranks).length : ranks[harm];
}
