import { readBaselineIfAny, today, updatedBaseline, writeBaseline } from '../../../check/index.ts';
import { validate } from '../../../schemas/index.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { rules } from '../../../suites/index.ts';
import { quoteForShell } from '../../../text/formats/shell-quote.ts';
import { count } from '../../../text/words/count.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { readReport } from '../../shared/files/read-report.ts';
import type { Io } from '../../shared/io.ts';
import { programName } from '../../shared/own-command.ts';
import type { BaselineFlags } from './command.ts';

/** `hookswitch baseline update REPORT`: accepts the failures in a report, and drops entries whose rules pass. */
export async function updateBaseline(file: string, flags: BaselineFlags, io: Io): Promise<number> {
  const before = readBaselineIfAny(flags.baseline, { cwd: io.cwd, ids: rules.map(({ id }) => id) });
  const report = await readReport(file, io);
  if (!report) return exitCodes.interrupted;
  const { reason = '', expires = '' } = flags;
  const after = updatedBaseline(before, report, { reason, expires }, today());
  const had = new Map(before.knownFailures.map(({ rule, expires }) => [rule, expires]));
  const fresh = after.knownFailures.filter(({ rule, expires }) => had.get(rule) !== expires);
  if (fresh.length > 0)
    assertSaid(
      fresh.map(({ rule }) => rule),
      reason,
      expires,
    );
  const left = new Set(after.knownFailures.map(({ rule }) => rule));
  const dropped = before.knownFailures.filter(({ rule }) => !left.has(rule));
  writeBaseline(flags.baseline, after, io);
  io.stdout.write(
    [
      ...fresh.map(({ rule }) => `+ ${rule}: known until ${expires}`),
      ...dropped.map(({ rule }) => `- ${rule}: passes now`),
      `${flags.baseline}: ${count(after.knownFailures.length, 'known failure')}`,
      ...(before.knownFailures.length === 0 && fresh.length > 0
        ? [`Next: ${programName} check URL --baseline ${quoteForShell(flags.baseline)}`]
        : []),
      '',
    ].join('\n'),
  );
  return exitCodes.passed;
}

const maxNamed = 3;

function assertSaid(fresh: readonly string[], reason: string, expires: string): void {
  if (reason.trim() === '' || expires === '') {
    const more = fresh.length > maxNamed ? ' …' : '';
    const named = `${fresh.slice(0, maxNamed).join(', ')}${more}`;
    throw new HookswitchError(
      'bad-flag',
      `to accept ${count(fresh.length, 'failure')} (${named}), give a reason with --reason TEXT and an end date with --expires 2026-12-31`,
    );
  }
  const problem = validate('baseline', { knownFailures: [{ rule: 'a/rule', reason, expires }] });
  if (problem)
    throw new HookswitchError(
      'bad-flag',
      problem.path.endsWith('expires')
        ? '--expires must be a date such as 2026-12-31'
        : '--reason can have at most 400 characters',
    );
  if (expires < today())
    throw new HookswitchError('bad-flag', `--expires ${expires} is in the past; give a later date`);
}
