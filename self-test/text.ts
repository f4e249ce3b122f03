import { rules } from '../suites/index.ts';
import type { Colors } from '../text/terminal/colors.ts';
import { wrap } from '../text/terminal/wrap.ts';
import { count } from '../text/words/count.ts';
import { gridsOf, heldUpByNone, heldUpByOne, type MatrixRow } from './matrix.ts';
import { isBroken, isCorrect, type SelfTestOutcome } from './outcome.ts';

/** The width of the narrowest usual terminal. */
const width = 80;

/** The line of one receiver during the self-test. */
export function outcomeLine(outcome: SelfTestOutcome, colors: Colors): string {
  const { receiver, failed, missed, wrong, reasons } = outcome;
  const mark = isCorrect(outcome) ? colors.green('✓') : colors.red('✗');
  const found = isBroken(receiver) ? `fails ${count(failed.length, 'rule')}` : 'correct';
  const reasonOf = (id: string) => reasons.find((reason) => reason.includes(` ${id}: `));
  const said = [
    ...missed.flatMap((id) => [`did not fail ${id}, which it must`, reasonOf(id) ?? []].flat()),
    ...wrong.map((id) => reasonOf(id) ?? id),
  ].map((line) => `  ${line}`);
  return [`${mark} ${receiver.name}  ${colors.dim(found)}`, ...said].join('\n');
}

/** Details of one receiver: what it does, and which rules it fails. */
export function outcomeDetail({ receiver, failed }: SelfTestOutcome, colors: Colors): string {
  return [
    ...wrap(receiver.title, width - 2).map((line) => `  ${line}`),
    ...failed.map((id) => `  ${colors.red('✗')} ${id}`),
    ...exceptionsOf([receiver]).flatMap((text) => wrap(`  may fail ${text}`, width)),
  ].join('\n');
}

/** "any rule: a limit hits whatever comes next". */
function exceptionsOf(receivers: readonly SelfTestOutcome['receiver'][]): string[] {
  return receivers.filter(isBroken).flatMap(({ exception }) => {
    if (!exception) return [];
    const rules = exception.rules === 'any' ? 'any rule' : exception.rules.join(', ');
    return [`${rules}: ${exception.because}`];
  });
}

/** Every receiver and what it does, correct ones first. */
export function receiverList(receivers: readonly SelfTestOutcome['receiver'][], colors: Colors): string {
  const kinds = [
    { kind: 'Correct, in unusual ways', some: receivers.filter((receiver) => !isBroken(receiver)) },
    { kind: 'Broken, with one bug each', some: receivers.filter(isBroken) },
  ].filter(({ some }) => some.length > 0);
  return kinds
    .map(({ kind, some }) => `${[colors.bold(kind), ...some.flatMap(receiverLines)].join('\n')}\n`)
    .join('\n');
}

function receiverLines({ name, title }: SelfTestOutcome['receiver']): string[] {
  return [`  ${name}`, ...wrap(title, width - 6).map((line) => `      ${line}`)];
}

/** The matrix, rules with little coverage, and the score. */
export function selfTestText(outcomes: readonly SelfTestOutcome[], colors: Colors): string {
  const ids = rules.map(({ id }) => id);
  const rows = rowsOf(outcomes);
  const alone = heldUpByOne(ids, rows).map(([rule, name]) => `${rule} (${name})`);
  const none = heldUpByNone(ids, rows);
  const exceptions = outcomes.flatMap(({ receiver }) =>
    exceptionsOf([receiver]).map((text) => `${receiver.name} may fail ${text}`),
  );
  return [
    '',
    colors.bold('Rules by broken receivers'),
    ...gridsOf(ids, rows).flatMap(({ group, lines }) => ['', colors.bold(group), ...lines]),
    '',
    ...section('Rules that only one broken receiver fails', alone, colors),
    ...section('Rules that no broken receiver fails', none, colors),
    ...section('Receivers that may fail more rules', exceptions, colors),
    scoreLine(outcomes, colors),
    '',
  ].join('\n');
}

/** "✓ 114 of 114 receivers checked correctly (96 broken, 18 correct): score 100%". */
export function scoreLine(outcomes: readonly SelfTestOutcome[], colors: Colors): string {
  const right = outcomes.filter(isCorrect).length;
  const broken = outcomes.filter(({ receiver }) => isBroken(receiver)).length;
  const score = Math.floor((100 * right) / Math.max(1, outcomes.length));
  const kinds = `(${broken} broken, ${outcomes.length - broken} correct)`;
  const text = `${right} of ${count(outcomes.length, 'receiver')} checked correctly ${kinds}: score ${score}%`;
  return colors.bold(right === outcomes.length ? colors.green(`✓ ${text}`) : colors.red(`✗ ${text}`));
}

export function rowsOf(outcomes: readonly SelfTestOutcome[]): MatrixRow[] {
  return outcomes.flatMap(({ receiver, failed }) =>
    isBroken(receiver) ? [{ name: receiver.name, failed }] : [],
  );
}

function section(title: string, lines: readonly string[], colors: Colors): string[] {
  if (lines.length === 0) return [];
  return [colors.bold(title), ...lines.flatMap((line) => wrap(`  ${line}`, width)), ''];
}
