import type { AttemptRecord, RuleResult } from '../schemas/generated/types.ts';
import { acceptedText } from './known.ts';
import { changeText, changeWord } from './since-last.ts';

/** A text, some words of which may link to another place of the report. */
export interface Line {
  readonly text: string;
  readonly link?: { readonly text: string; readonly to: string } | undefined;
}

/** A fact about a finding or a cause, under a label. */
export interface Row extends Line {
  readonly label: string;
  /** A sentence, separate lines, quoted sentences, data, or a command, which must not be broken. */
  readonly kind: 'text' | 'lines' | 'quotes' | 'code' | 'command';
  /** Who prints it: every format (the default), those that print everything, or only those that fold it. */
  readonly shown?: 'in-full' | 'on-request';
  /** Contains nothing that a receiver wrote. */
  readonly isOwn?: boolean;
}

/** A row, or none without a text. */
export function row(label: string, text: string | undefined, more: Partial<Row> = {}): Row[] {
  return text === undefined ? [] : [{ label, kind: 'text', text, ...more }];
}

/** A row of several lines, or none. A line break in one of them doesn't make it two. */
export function linesRow(
  label: string,
  lines: readonly string[] | undefined,
  more: Partial<Row> = {},
): Row[] {
  if (!lines?.length) return [];
  const text = lines.map((line) => line.replaceAll(/[\r\n]+/g, ' ')).join('\n');
  return row(label, text, { kind: 'lines', ...more });
}

const own = { isOwn: true };

/** Everything known about a result, most useful first. `first` is what to fix before it. Each text of its finding is a row. Pure. */
export function rowsOf(result: RuleResult, first?: Line, sentences: readonly string[] = []): Row[] {
  const { verdict, finding, reason, evidence, why, rerun } = result;
  const { expected, actual, ...facts } = finding ?? {};
  const { counterexample, notes = [] } = evidence;
  const isError = verdict === 'error';
  return [
    ...row('cause', first?.text, { ...own, link: first?.link }),
    ...row('known', acceptedText(result), own),
    ...row('expected', expected, own),
    ...row('actual', actual),
    ...row('flaky', flakyText(result), own),
    ...row('change', changeRow(result), own),
    ...(isError
      ? row('reason', `internal error in Hookswitch, not in the receiver: ${reason}`, { kind: 'code' })
      : row('reason', reason)),
    ...row('why', isError ? undefined : why, { ...own, shown: 'in-full' }),
    ...Object.entries(facts).flatMap(([label, fact]) => factRow(label, fact)),
    ...row('case', caseText(counterexample), { kind: 'code', shown: 'in-full' }),
    ...notes.flatMap((note) => row('note', note)),
    ...linesRow('the vendor says', sentences, { kind: 'quotes', shown: 'on-request' }),
    ...row('rerun', rerun, { kind: 'command', ...own }),
    ...row('docs', explainCommand(result), { kind: 'command', ...own, shown: 'in-full' }),
  ];
}

/** Numbers and sequences are for programs. */
function factRow(label: string, fact: unknown): Row[] {
  if (Array.isArray(fact)) return linesRow(label, fact);
  return typeof fact === 'string' ? row(label, fact, { isOwn: label === 'fix' }) : [];
}

/** What changed about a rule that passes now. For a failure, this is one of its tags. */
function changeRow(result: RuleResult): string | undefined {
  const text = changeText(result);
  return result.verdict === 'pass' ? text && `${changeWord(result)}: ${text}` : undefined;
}

/** A counterexample is a text that describes the case, or else any JSON. */
function caseText(counterexample: unknown): string | undefined {
  return typeof counterexample === 'string' ? counterexample : JSON.stringify(counterexample);
}

/** Says that a failure was not repeated; undefined if it was, or if the rule was not tried again. */
export function flakyText({ flaky }: Pick<RuleResult, 'flaky'>): string | undefined {
  return (
    flaky && 'failed once, then passed with the same seed: look for a dependency on timing, load or order'
  );
}

/** The command that explains a failed rule, with the program name of its rerun command. */
export function explainCommand({ id, rerun, finding }: RuleResult): string | undefined {
  const [program] = /^(?:npx )?hookswitch/.exec(rerun ?? '') ?? [];
  return finding && program ? `${program} rules ${id}` : undefined;
}

/** The recorded attempt that decided, or else the last one. */
export function decidingAttempt({ finding, evidence: { attempts } }: RuleResult): AttemptRecord | undefined {
  return attempts.find(({ n }) => n === finding?.attempt) ?? attempts.at(-1);
}

/** The lines of a row: one, unless it's a list. */
export function linesOfRow({ kind, text }: Row): string[] {
  return kind === 'lines' || kind === 'quotes' ? text.split('\n') : [text];
}

/** "Expected" for "expected". */
export function titleOfRow({ label }: Row): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}
