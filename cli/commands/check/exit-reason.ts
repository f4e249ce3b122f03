import type { Report } from '../../../schemas/index.ts';
import type { Level } from '../../../schemas/level.ts';
import { count } from '../../../text/count.ts';
import { exitCodes } from '../../shared/exit-codes.ts';

/** Why a check ends with this code, if its result doesn't show that. Pure. */
export function exitReason({ summary, results }: Report, code: number, failOn: Level): string | undefined {
  if (code === exitCodes.inconclusive)
    return summary.pass + summary.fail === 0
      ? 'exit code 4: no rule could be checked'
      : `exit code 4: ${count(summary.inconclusive, 'rule')} inconclusive (--allow-inconclusive makes it 0)`;
  const isTolerated = results.some(({ verdict, known }) => verdict === 'fail' && !known);
  return code === exitCodes.passed && isTolerated
    ? `exit code 0: no failed rule is of level ${failOn}${failOn === 'must' ? '' : ' or above'} (--fail-on)`
    : undefined;
}
