import type { AttemptRecord, Report, RuleResult } from '../../../../../schemas/generated/types.ts';
import type { CheckDetail } from '../../../../server/api/types.ts';

export type { AttemptRecord, Report, RuleResult };

/** The report of a finished check. The server validates it with schemas/report.schema.json. */
export function savedReportOf({ report }: CheckDetail): Report | undefined {
  return report as Report | undefined;
}

/** The result of one rule. */
export function ruleResultOf(check: CheckDetail, id: string): RuleResult | undefined {
  return savedReportOf(check)?.results.find((result) => result.id === id);
}
