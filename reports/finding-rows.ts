import type { RuleResult } from '../schemas/generated/types.ts';
import { explainCommand } from './explain-command.ts';
import { flakyText } from './flaky.ts';
import { acceptedText } from './known.ts';
import { changeText, changeWord } from './since-last.ts';

/** A fact about a result. Lines are separated by line breaks; a command must not be broken. */
export interface FindingRow {
  readonly label: string;
  readonly kind: 'text' | 'lines' | 'case' | 'command';
  readonly value: string;
}

/** What is known about a result, most useful first. `first` is the finding to fix before it. Pure. */
export function findingRows(result: RuleResult, first?: string): FindingRow[] {
  const { verdict, finding, reason, evidence, why, rerun } = result;
  const { counterexample, notes = [] } = evidence;
  const isError = verdict === 'error';
  const row = (label: string, value: string | undefined, kind: FindingRow['kind'] = 'text') =>
    value === undefined ? [] : [{ label, kind, value }];
  return [
    ...row('cause', first),
    ...row('known', acceptedText(result)),
    ...row('expected', finding?.expected),
    ...row('actual', finding?.actual),
    ...row('flaky', flakyText(result)),
    ...row('change', changeRow(result)),
    ...row('reason', isError ? `internal error in Hookswitch, not in the receiver: ${reason ?? ''}` : reason),
    ...row('why', isError ? undefined : why),
    ...row('fix', finding?.fix),
    ...row('steps', finding?.steps?.join('\n'), 'lines'),
    ...row('case', counterexample === undefined ? undefined : caseText(counterexample), 'case'),
    ...notes.flatMap((note) => row('note', note)),
    ...row('rerun', rerun, 'command'),
    ...row('docs', explainCommand(result), 'command'),
  ];
}

/** What changed about a rule that passes now. For a failure, this is shown next to its level. */
function changeRow(result: RuleResult): string | undefined {
  const text = changeText(result);
  return result.verdict === 'pass' ? text && `${changeWord(result)}: ${text}` : undefined;
}

/** A counterexample is a text that describes the case, or else any JSON. */
function caseText(counterexample: unknown): string {
  return typeof counterexample === 'string' ? counterexample : JSON.stringify(counterexample);
}

/** "Expected" for "expected". */
export function rowTitle({ label }: FindingRow): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}
