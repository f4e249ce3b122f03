import type { Report } from '../../schemas/generated/types.ts';
import { type NamedCause, namedCauses } from '../../schemas/words/diagnosis-words.ts';
import { diagnosisLines } from '../diagnosis.ts';
import { xmlAttributes, xmlElement } from './xml.ts';

/** The first suite: each cause as a failed test, or as a skipped one if nothing fails the check. */
export function diagnosisSuite(report: Report, isFailing: boolean): string[] {
  const causes = namedCauses(report);
  if (causes.length === 0) return [];
  const [failures, skipped] = isFailing ? [causes.length, 0] : [0, causes.length];
  const counts = { tests: causes.length, failures, errors: 0, skipped };
  return [
    `  <testsuite${xmlAttributes({ name: 'diagnosis', ...counts, time: '0.000', timestamp: report.startedAt })}>`,
    ...causes.map((one) => testCase(one, report.results, isFailing ? 'failure' : 'skipped')),
    '  </testsuite>',
  ];
}

function testCase(one: NamedCause, results: Report['results'], outcome: 'failure' | 'skipped'): string {
  const { cause, label, heading } = one;
  const text = [heading, ...diagnosisLines(one, results)].join('\n');
  const detail = xmlElement(outcome, { type: cause, message: heading }, text);
  return `    <testcase${xmlAttributes({ name: `${label}: ${cause}`, classname: 'diagnosis', time: '0.000' })}>${detail}</testcase>`;
}
