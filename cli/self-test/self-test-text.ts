import { rules } from '../../suites/index.ts';
import { count } from '../../suites/reports/words.ts';
import { wrap } from '../../suites/reports/wrap.ts';
import type { Colors } from '../io.ts';
import { gridOf, heldUpByNone, heldUpByOne, type MatrixRow } from './matrix.ts';
import { isFaulty, isRight, type Outcome } from './outcome.ts';

/** One receiver's line while the self-test runs. */
export function outcomeLine(outcome: Outcome, colors: Colors): string {
  const { receiver, failed, missed, wrong, reasons } = outcome;
  const mark = isRight(outcome) ? colors.green('✓') : colors.red('✗');
  const found = isFaulty(receiver) ? `fails ${count(failed.length, 'rule')}` : 'right';
  const said = [
    ...missed.map((id) => `  did not fail ${id}, which it must`),
    ...wrong.map((id) => `  ${reasons.find((reason) => reason.includes(` ${id}: `)) ?? id}`),
  ];
  return [`${mark} ${receiver.name}  ${colors.dim(found)}`, ...said].join('\n');
}

/** The matrix, what holds it up, and the score. */
export function selfTestText(outcomes: readonly Outcome[], colors: Colors): string {
  const ids = rules.map(({ id }) => id);
  const rows = rowsOf(outcomes);
  const alone = heldUpByOne(ids, rows).map(([rule, name]) => `${rule} (${name})`);
  const none = heldUpByNone(ids, rows);
  return [
    '',
    colors.bold('Rules by faulty receivers'),
    ...gridOf(ids, rows),
    '',
    ...ids.map((id, n) => colors.dim(`${String(n + 1).padStart(3)} ${id}`)),
    '',
    ...section('Held up by one faulty receiver alone', alone, colors),
    ...section('Held up by none', none, colors),
    scoreLine(outcomes, colors),
    '',
  ].join('\n');
}

/** "✓ 114 of 114 receivers judged as they are: 96 faulty, 18 right". */
export function scoreLine(outcomes: readonly Outcome[], colors: Colors): string {
  const right = outcomes.filter(isRight).length;
  const faulty = outcomes.filter(({ receiver }) => isFaulty(receiver)).length;
  const score = Math.floor((100 * right) / Math.max(1, outcomes.length));
  const text = `${right} of ${count(outcomes.length, 'receiver')} judged as they are (${faulty} faulty, ${outcomes.length - faulty} right): score ${score} %`;
  return colors.bold(right === outcomes.length ? colors.green(`✓ ${text}`) : colors.red(`✗ ${text}`));
}

export function rowsOf(outcomes: readonly Outcome[]): MatrixRow[] {
  return outcomes.flatMap(({ receiver, failed }) =>
    isFaulty(receiver) ? [{ name: receiver.name, failed }] : [],
  );
}

function section(title: string, lines: readonly string[], colors: Colors): string[] {
  if (lines.length === 0) return [];
  return [colors.bold(title), ...lines.flatMap((line) => wrap(`  ${line}`, 100)), ''];
}
