import type { CheckOptions } from '../../check/index.ts';
import { conclude } from '../../reports/conclusion.ts';
import { textFindings } from '../../reports/formats/text.ts';
import { type Counting, checkOutcomeOf } from '../../reports/outcome.ts';
import { groupInconclusive } from '../../reports/unchecked.ts';
import type { Rule } from '../../runner/index.ts';
import type { Report, Sequence } from '../../schemas/generated/types.ts';
import type { Level } from '../../schemas/level.ts';
import { check } from '../../suites/index.ts';
import { defined } from '../../text/defined.ts';
import { noColors } from '../../text/terminal/colors.ts';

/** The options of `check`, and which results make a receiver correct. */
export type ExpectedReceiver = CheckOptions & {
  /** The lowest level of a failed rule that counts; default must. */
  readonly failOn?: Level;
  /** Accept rules without a clear result; default no. */
  readonly allowInconclusive?: boolean;
};

/** The report of a check, and what is wrong with the receiver, if anything. */
export interface CheckedReceiver {
  readonly report: Report;
  readonly problem: string | undefined;
}

/** Checks a receiver, and describes what is wrong with it. */
export async function checkExpected(options: ExpectedReceiver): Promise<CheckedReceiver> {
  const { failOn = 'must', allowInconclusive = false, ...others } = options;
  const report = await check({ rerunCommand: rerunOptions, ...others });
  const counting = { failOn, allowInconclusive };
  const isCorrect = checkOutcomeOf(report, counting) === 'passed';
  return { report, problem: isCorrect ? undefined : problemIn(report, counting) };
}

/** What to add to the options of a test, to check one rule with the same cases. */
function rerunOptions({ id }: Rule, seed: number, sequence?: Sequence): string {
  const added = { rules: [id], seed, ...defined({ sequence }) };
  return Object.entries(added)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
    .join(', ');
}

/** The findings with their fixes, the rules without a clear result, and the counts. */
function problemIn(report: Report, counting: Counting): string {
  const { sentence, counts, remarks } = conclude(report, counting);
  const unclear = groupInconclusive(report).map(({ text }) => text);
  return [
    `The receiver at ${report.receiver.url} is not correct. ${sentence}`,
    `${counts} (seed ${report.seed})`,
    textFindings(report, { colors: noColors, width: 100 }).trimEnd(),
    ...(unclear.length === 0 ? [] : ['', ...unclear]),
    ...(remarks.length === 0 ? [] : ['', ...remarks]),
    ...rerunAll(report),
  ].join('\n');
}

const maxRerun = 20;

/** The options for all failed rules, which the findings don't have if one cause explains them. */
function rerunAll({ results, seed }: Report): string[] {
  const failed = results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id);
  if (failed.length < 2) return [];
  return [
    '',
    `To check only these again, add rules: ${JSON.stringify(failed.slice(0, maxRerun))}, seed: ${seed}`,
  ];
}
