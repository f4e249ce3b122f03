import type { RuleResult } from './generated/types.ts';

/** The harm that a receiver does if it fails a rule. */
export type Harm = NonNullable<RuleResult['harm']>;

const ranks: Record<Harm, number> = {
  'open-to-forgers': 0,
  'loses-messages': 1,
  'applies-twice-or-stale': 2,
  'refuses-genuine': 3,
  crashes: 4,
  lenient: 5,
};

/** 0 is the worst. Results of earlier versions have no harm and come last. */
export function harmRank(harm: Harm | undefined): number {
  return harm === undefined ? Object.keys(ranks).length : ranks[harm];
}
