import type { Rule } from '../../runner/index.ts';
import { howToGive } from '../../schemas/need.ts';
import type { Colors } from '../../text/terminal/colors.ts';
import { wrap } from '../../text/terminal/wrap.ts';
import { type Language, languages } from '../lessons/lesson.ts';
import { lessonOf } from '../lessons/lesson-of.ts';
import { ruleAsData, senderInWords, sentencesOf } from './list.ts';

export interface TextLayout {
  readonly language: Language;
  readonly colors: Colors;
  /** Characters per line. Code is never broken. */
  readonly width: number;
}

type Row = readonly [label: string, text: string];

const labelWidth = 9;

/** A rule with its explanation and code. Ends with a line break. */
export function explainRule(rule: Rule, layout: TextLayout): string {
  const { colors, width } = layout;
  return [
    `${colors.bold(rule.id)}  ${colors.dim(`${rule.level} · ${rule.basis}`)}`,
    ...wrap(`A correct receiver ${rule.title}.`, width - 2).map((line) => `  ${line}`),
    '',
    ...rowsOf(rule).flatMap((row) => textRow(row, layout)),
    `  ${colors.dim('check'.padEnd(labelWidth))}hookswitch check URL --rules ${rule.id}`,
    '',
    ...lessonLines(rule, layout),
    '',
  ].join('\n');
}

/** A rule as data, with its explanation. */
export function explainedRuleAsData(rule: Rule) {
  const { inProduction: production, lesson: name } = rule;
  return {
    ...ruleAsData(rule),
    production,
    procedure: procedureOf(rule),
    lesson: { name, ...lessonOf(rule) },
  };
}

function procedureOf(rule: Rule): string[] {
  return rule.procedure.map((step) => step);
}

function rowsOf(rule: Rule): Row[] {
  const sentences = sentencesOf(rule).map(({ sentence }) => `“${sentence}”`);
  return [
    ...rowsOfList('vendor', sentences),
    ['sent by', senderInWords[rule.sentBy]],
    ['why', `${rule.why} ${rule.inProduction}`],
    ...rowsOfList(
      'test',
      procedureOf(rule).map((step, n) => `${n + 1}. ${step}`),
    ),
    ['fix', rule.fix],
    ...rowsOfList('needs', (rule.needs ?? []).map(howToGive)),
  ];
}

/** Only the first one has the label. */
function rowsOfList(label: string, texts: readonly string[]): Row[] {
  return texts.map((text, n) => [n === 0 ? label : '', text]);
}

function textRow([label, text]: Row, { colors, width }: TextLayout): string[] {
  return wrap(text, width - labelWidth - 2).map(
    (line, n) => `  ${colors.dim((n === 0 ? label : '').padEnd(labelWidth))}${line}`,
  );
}

function lessonLines(rule: Rule, { language, colors, width }: TextLayout): string[] {
  const { title, text, code } = lessonOf(rule);
  const indented = (lines: readonly string[]) => lines.map((line) => (line === '' ? '' : `  ${line}`));
  const block = (heading: string, lines: string) => [
    '',
    `  ${heading}`,
    '',
    ...indented(indented(lines.split('\n'))),
  ];
  return [
    colors.bold(title),
    ...indented(wrap(text, width - 2)),
    ...block(colors.red(`Wrong, in ${languages[language]}`), code[language].wrong),
    ...block(colors.green(`Right, in ${languages[language]}`), code[language].right),
  ];
}
