import { type Problem, validate } from '../../schemas/index.ts';
import {
  isGenuineStep,
  isSameReport,
  kindOf,
  reportsOf,
  type Sequence,
  type SequenceStep,
} from '../../schemas/sequence-step.ts';
import { HookswitchError } from '../../simulator/index.ts';

/** The first problem of a sequence; undefined if it is valid. Pure. */
export function sequenceProblem(value: unknown): Problem | undefined {
  const problem = validate('sequence', value);
  if (problem) return problem;
  const { steps } = value as Sequence;
  for (const [n, step] of steps.entries()) {
    const sentence = stepProblem(step) ?? contradiction(step, steps.slice(0, n));
    if (sentence !== undefined) return { path: `/steps/${n}`, message: `step ${n + 1}: ${sentence}` };
  }
  if (steps.some((step) => reportsOf(step).length > 0)) return undefined;
  return { path: '/steps', message: 'no step has a report; add a step with one' };
}

/** @throws HookswitchError `bad-sequence`. */
export function assertUsableSequence(value: unknown): void {
  const problem = sequenceProblem(value);
  if (problem) throw new HookswitchError('bad-sequence', problem.message);
}

function stepProblem(step: SequenceStep): string | undefined {
  const reports = reportsOf(step);
  if (step.how === 'restart' || step.how === 'test') {
    const what = step.how === 'test' ? 'the test message' : 'a restart';
    return reports.length > 0 ? `${what} can't have reports; remove them` : undefined;
  }
  if (reports.length === 0) return `${step.how} needs reports; give at least one`;
  if (reports.some(({ event, capacity }) => (event === undefined) === (capacity === undefined)))
    return 'a report needs either an event with its dids or a capacity, not both';
  if (reports.some(({ event, dids }) => event !== undefined && event !== 'pce_delete' && !dids))
    return 'only a pce_delete can omit dids; list the DIDs that the PBX has now';
  return new Set(reports.map(kindOf)).size > 1
    ? 'one message never reports both DIDs and capacity; split the step into two'
    : undefined;
}

/** If two different reports of one kind have the same second, it is unknown which one is newer. */
function contradiction(step: SequenceStep, before: readonly SequenceStep[]): string | undefined {
  if (!isGenuineStep(step)) return undefined;
  const known = [...before, step].filter(isGenuineStep).flatMap(reportsOf);
  const against = reportsOf(step).find((report) =>
    known.some(
      (other) =>
        other.pbx === report.pbx &&
        other.at === report.at &&
        kindOf(other) === kindOf(report) &&
        !isSameReport(other, report),
    ),
  );
  return (
    against &&
    `this or an earlier step has a different report for PBX ${against.pbx} with the same "at", ${against.at}; change one of them`
  );
}
