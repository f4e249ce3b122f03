import type { Diagnosis, Report } from '../schemas/generated/types.ts';
import { count } from '../text/count.ts';
import { orderFindings } from './findings.ts';

/** What follows from a diagnosis, as a sentence. Pure. */
export function followsText({ explains }: Diagnosis): string {
  if (explains.length === 0) return 'Fix it, then run the check again.';
  return `${count(explains.length, 'rule')} failed or couldn't be checked because of this. Fix it, then run the check again.`;
}

/** What a report says first: the cause of its diagnosis, or the rule of its first finding, with its title. */
export interface Headline {
  readonly about: string;
  readonly title: string;
}

/** Undefined where nothing was found. Pure. */
export function headlineOf(report: Report): Headline | undefined {
  const { diagnosis } = report;
  if (diagnosis) return { about: diagnosis.cause, title: diagnosis.title };
  const [first] = orderFindings(report);
  return first && { about: first.result.id, title: first.result.title };
}
