import type { Report } from '../../schemas/generated/types.ts';
import { diagnosisLines } from '../diagnosis.ts';
import { xmlAttributes, xmlElement } from './xml.ts';

/** The first suite: the root cause as a failed test, or as a skipped one if nothing fails the check. */
export function diagnosisSuite({ diagnosis, results, startedAt }: Report, isFailing: boolean): string[] {
  if (!diagnosis) return [];
  const { cause, title } = diagnosis;
  const counts = { tests: 1, failures: Number(isFailing), errors: 0, skipped: Number(!isFailing) };
  const outcome = isFailing ? 'failure' : 'skipped';
  const text = [title, ...diagnosisLines(diagnosis, results)].join('\n');
  const detail = xmlElement(outcome, { type: cause, message: title }, text);
  return [
    `  <testsuite${xmlAttributes({ name: 'diagnosis', ...counts, time: '0.000', timestamp: startedAt })}>`,
    `    <testcase${xmlAttributes({ name: `root cause: ${cause}`, classname: 'diagnosis', time: '0.000' })}>${detail}</testcase>`,
    '  </testsuite>',
  ];
}
