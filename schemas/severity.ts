import type { RuleResult } from './generated/types.ts';

/** How much damage a receiver does if it fails a rule. */
export type Severity = NonNullable<RuleResult['severity']>;

const ranks: Record<Severity, number> = {
  'open-to-forgers': 0,
  'loses-messages': 1,
  'applies-twice-or-stale': 2,
  'refuses-genuine': 3,
  crashes: 4,
  lenient: 5,
};

/** 0 is the worst. Results of earlier versions have no severity and come last. */
export function severityRank(severity: Severity | undefined): number {
  return severity === undefined ? Object.keys(ranks).length : ranks[severity];
}
