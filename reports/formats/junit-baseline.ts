import type { BaselineProblem } from '../known.ts';
import { xmlAttributes, xmlElement } from './xml.ts';

/** A suite with the outdated entries of the baseline: each fails the check, so each is a failed test. */
export function baselineSuite(problems: readonly BaselineProblem[], timestamp: string): string[] {
  const { length } = problems;
  const counts = { tests: length, failures: length, errors: 0, skipped: 0 };
  return [
    `  <testsuite${xmlAttributes({ name: 'baseline', ...counts, time: '0.000', timestamp })}>`,
    ...problems.map(testCase),
    '  </testsuite>',
  ];
}

function testCase({ id, kind, text }: BaselineProblem): string {
  const attributes = { name: `baseline/${id}: is up to date`, classname: 'baseline', time: '0.000' };
  const failure = xmlElement('failure', { type: kind, message: text }, text);
  return `    <testcase${xmlAttributes(attributes)}>${failure}</testcase>`;
}
