import type { Report, RuleResult } from '../schemas/generated/types.ts';

/** The failed rule that explains why this one is not met, if there is one. Pure. */
export function causeOf(
  { explainedBy = [] }: Pick<RuleResult, 'explainedBy'>,
  failed: ReadonlySet<string>,
): string | undefined {
  return explainedBy.find((id) => failed.has(id));
}

const servesKept = 'acknowledgement/serves-fresh-and-kept-connections';

/** Where all messages came on kept connections, a receiver that does not serve those seems to do everything wrong. */
export function causeOfEverything(
  { profile }: Pick<Report, 'profile'>,
  failed: ReadonlySet<string>,
): string | undefined {
  return profile.connections === 'kept' && failed.has(servesKept) ? servesKept : undefined;
}

/** The failed rule that says why genuine messages are not acknowledged, the most basic if there are several. Pure. */
export function causeOfUnacknowledged({ results }: Pick<Report, 'results'>): string | undefined {
  const rankOf = ({ acknowledgementRank = Number.POSITIVE_INFINITY }: RuleResult) => acknowledgementRank;
  const failed = results.filter((result) => result.verdict === 'fail' && result.acknowledgementRank);
  return failed.sort((a, b) => rankOf(a) - rankOf(b))[0]?.id;
}
