import type { CheckFlags } from '../../../options/check.ts';
import { checkOutcomeOf } from '../../../reports/outcome.ts';
import type { Report } from '../../../schemas/index.ts';
import { exitCodeOfReport, exitCodes } from '../../shared/exit-codes.ts';

type Flags = Pick<CheckFlags, 'failOn' | 'allowInconclusive'>;

/** The exit code of a check, and the option that would change it: "Exit 1." Undefined if every checked rule passed. Pure. */
export function exitInWords(report: Report, flags: Flags): string | undefined {
  const code = exitCodeOfReport(report, flags);
  const { summary, results } = report;
  const isTolerated = results.some(({ verdict, known }) => verdict === 'fail' && !known);
  if (code === exitCodes.passed) return isTolerated ? 'Exit 0 (see --fail-on).' : undefined;
  const isOnlyUnclear = checkOutcomeOf(report, flags) === 'inconclusive' && summary.pass + summary.fail > 0;
  return `Exit ${code}${isOnlyUnclear ? ' (0 with --allow-inconclusive)' : ''}.`;
}
