import { lastFailed } from '../../../../check/index.ts';
import type { CheckFlags } from '../../../../options/check.ts';
import type { Report } from '../../../../schemas/index.ts';
import { rules } from '../../../../suites/index.ts';
import type { ErrorCode } from '../../../../text/errors/errors.ts';
import { oneLine } from '../../../../text/terminal/visible.ts';
import { exitCodeOfError, exitCodes } from '../../../shared/exit-codes.ts';
import type { Io } from '../../../shared/io.ts';
import type { CheckOutput } from '../check-and-report.ts';
import type { CheckedOnce, CheckOnce } from '../check-once.ts';
import { chosenBy } from '../history/choose.ts';
import type { History } from '../history/history.ts';
import { headingOf, type Phase, phasesOf, type Request } from './plan.ts';

/** The checks after one change or key. */
export interface Round {
  readonly request: Request;
  readonly history: History;
  readonly flags: CheckFlags;
  readonly targets: CheckOutput['targets'];
  readonly check: CheckOnce;
  /** Its signal ends the round. */
  readonly io: Io;
  readonly say: (line: string) => void;
}

/** The receiver couldn't be checked. */
interface NotChecked {
  readonly report?: undefined;
  readonly exitCode: number;
}

/** Runs the checks of a round, and returns the last one that wasn't interrupted. */
export async function runRound(round: Round): Promise<CheckedOnce | NotChecked | undefined> {
  const { request, io } = round;
  const failed = failedOf(round);
  let shown: CheckedOnce | undefined;
  for (const phase of phasesOf(request, failed)) {
    if (io.signal.aborted) break;
    round.say(headingOf(request, phase, failed));
    const checked = await checkPhase(phase, shown?.report, round);
    if (checked.report === undefined) return checked;
    if (!checked.report.interrupted) shown = checked;
  }
  return shown;
}

/** The number of rules that failed last time, of those selected. */
function failedOf({ history: { last }, flags }: Round): number {
  const failed = new Set(last === undefined ? [] : lastFailed(last));
  const { flags: chosen } = chosenBy({ ...flags, lastFailed: true }, last, rules);
  return chosen.rules.filter((id) => failed.has(id)).length;
}

/** If the receiver can't be checked, its own error is shown and watching continues: the next change may fix it. */
async function checkPhase(
  phase: Phase,
  before: Report | undefined,
  round: Round,
): Promise<CheckedOnce | NotChecked> {
  const { history, targets, check, io } = round;
  const shows: CheckOutput['shows'] = (report) => {
    if (report.interrupted) return 'nothing';
    if (before && isSameFailure(before, report)) return 'last-line';
    return phase.checks === 'all' ? 'all' : 'findings';
  };
  // The files contain complete checks only.
  const output: CheckOutput = {
    history,
    shows,
    headline: '',
    targets: phase.checks === 'all' ? targets : [],
  };
  try {
    return await check(flagsFor(phase, round), output, io);
  } catch (error) {
    if (!mayBeFixed(error, round)) throw error;
    if (!io.signal.aborted) io.stderr.write(`hookswitch: ${messageOf(error)}\n`);
    return { exitCode: exitCodeOfError(error) };
  }
}

/** Errors in the code of the receiver, besides one that isn't reached. */
const codesOfReceiver: readonly unknown[] = [
  'bad-receiver',
  'bad-observer',
  'bad-time',
] satisfies ErrorCode[];

function mayBeFixed(error: unknown, { request }: Round): boolean {
  const exitCode = exitCodeOfError(error);
  if (exitCode === exitCodes.unreachable) return true;
  // The first check shows mistakes in the command. Later, they are in a file that was changed.
  if (exitCode === exitCodes.usageError && request.kind !== 'start') return true;
  return codesOfReceiver.includes((error as { readonly code?: unknown } | undefined)?.code);
}

function flagsFor(phase: Phase, { flags, history }: Round): CheckFlags {
  switch (phase.checks) {
    case 'one':
      return { ...flags, rules: [phase.id], exclude: [] };
    case 'failed':
      return chosenBy({ ...flags, lastFailed: true }, history.last, rules).flags;
    case 'all':
      return chosenBy({ ...flags, lastFailed: false }, history.last, rules).flags;
  }
}

/** The findings of an earlier check in this round still say it all. */
function isSameFailure(before: Report, { results }: Report): boolean {
  const failing = (all: Report['results']) =>
    all.filter(({ verdict }) => verdict === 'fail' || verdict === 'error').map(({ id }) => id);
  const known = new Set(failing(before.results));
  const now = failing(results);
  return now.length > 0 && now.length === known.size && now.every((id) => known.has(id));
}

/** Errors of this code have a sentence, and the receiver's output after it. */
export function messageOf(error: unknown): string {
  const { name, message } = error as Partial<Error>;
  return name === 'HookswitchError' ? String(message) : oneLine(String(error));
}
