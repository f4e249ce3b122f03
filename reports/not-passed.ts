import type { Report } from '../schemas/generated/types.ts';
import { type OrderedFinding, orderFindings } from './findings.ts';
import { groupInconclusive, groupSkipped } from './unchecked.ts';

/** What a short report is about: the failures to fix, those that follow from a cause, and what was not checked. */
interface NotPassed {
  readonly findings: readonly OrderedFinding[];
  /** The ids of failed rules that a cause explains. */
  readonly explained: readonly string[];
  readonly errors: readonly { readonly id: string; readonly reason: string }[];
  readonly inconclusive: readonly string[];
  readonly skipped: readonly string[];
}

export function notPassed(report: Report): NotPassed {
  const all = orderFindings(report);
  return {
    findings: all.filter(({ explainedBy, result }) => !explainedBy && !result.known),
    explained: all.filter(({ explainedBy }) => explainedBy).map(({ result }) => result.id),
    errors: report.results
      .filter(({ verdict }) => verdict === 'error')
      .map(({ id, reason = '' }) => ({ id, reason })),
    inconclusive: groupInconclusive(report).map(({ text }) => text),
    skipped: groupSkipped(report).map(({ text }) => text),
  };
}
