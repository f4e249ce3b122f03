import type { CheckFlags } from '../../../options/check.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { isAgent } from '../../shared/agent.ts';
import type { Io } from '../../shared/io.ts';

/**
 * The flags for who reads the output: with `--json` or `--agent`, only that report is on standard output, and nothing else is printed. A
 * coding agent needs no flag.
 *
 * @throws HookswitchError `bad-flag` if two reports would go to standard output.
 */
export function forReader(flags: CheckFlags, io: Pick<Io, 'env' | 'stdout'>): CheckFlags {
  const { json, agent, watch, dryRun, verbose, report } = flags;
  if ((json || agent) && (watch || dryRun))
    throw new HookswitchError(
      'bad-flag',
      `${json ? '--json' : '--agent'} doesn't work with ${watch ? '--watch' : '--dry-run'}; leave out one of them`,
    );
  const isForPeople = watch || dryRun || verbose || report.some((target) => target.endsWith('=-'));
  if (json) return { ...flags, quiet: true, report: [...report, 'summary=-'] };
  if (agent || (!isForPeople && isAgent(io.env, io.stdout)))
    return { ...flags, agent: true, quiet: true, report: [...report, 'agent=-'] };
  return flags;
}
