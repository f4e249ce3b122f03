import type { Report, RuleResult } from '../schemas/generated/types.ts';
import { servesKept } from '../schemas/rule-id.ts';

/** If all messages came on reused connections, a receiver that doesn't support those seems to fail everything. */
export function causeOfEverything(
  { profile }: Pick<Report, 'profile'>,
  failed: ReadonlySet<string>,
): string | undefined {
  return profile.connections === 'kept' && failed.has(servesKept) ? servesKept : undefined;
}

/** The failed rule that explains why genuine messages are not acknowledged: the most basic one. Pure. */
export function causeOfUnacknowledged({ results }: Pick<Report, 'results'>): string | undefined {
  const rankOf = ({ acknowledgementRank = Number.POSITIVE_INFINITY }: RuleResult) => acknowledgementRank;
  const failed = results.filter((result) => result.verdict === 'fail' && result.acknowledgementRank);
  return failed.sort((a, b) => rankOf(a) - rankOf(b))[0]?.id;
}
