import type { RuleResult } from './generated/types.ts';

/** The failed rule that explains this failure, if there is one. Pure. */
export function causeOf(
  { explainedBy = [] }: Pick<RuleResult, 'explainedBy'>,
  failed: ReadonlySet<string>,
): string | undefined {
  return explainedBy.find((id) => failed.has(id));
}
