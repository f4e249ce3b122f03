import type { Diagnosis, Report } from '../schemas/generated/types.ts';
import { followsText } from '../schemas/words/diagnosis-words.ts';
import { orderFindings } from './findings.ts';
import { checkOutcomeOf } from './outcome.ts';

/** The headline of a report: the cause of its diagnosis, or the rule of its first finding, with its title. */
export interface Headline {
  readonly about: string;
  readonly title: string;
}

/** Returns undefined without a finding. Pure. */
export function headlineOf(report: Report): Headline | undefined {
  const { diagnosis } = report;
  if (diagnosis) return { about: diagnosis.cause, title: diagnosis.title };
  const [first] = orderFindings(report);
  return first && { about: first.result.id, title: first.result.title };
}

/** How the diagnosis is marked: a check that didn't fail, and has no failed rule, couldn't tell. Pure. */
export function diagnosisVerdict(report: Report): 'fail' | 'inconclusive' {
  return report.summary.fail > 0 || checkOutcomeOf(report) === 'failed' ? 'fail' : 'inconclusive';
}

/** The diagnosis as plain lines after its title: the fix, the evidence and the consequences. Pure. */
export function diagnosisLines(diagnosis: Diagnosis, results: Report['results']): string[] {
  const { fix, evidence } = diagnosis;
  return [`Fix: ${fix}`, ...evidence.map((line) => `Evidence: ${line}`), followsText(diagnosis, results)];
}
