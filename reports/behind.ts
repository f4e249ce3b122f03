import type { Report } from '../schemas/generated/types.ts';
import { behindHeading, hiddenText } from '../schemas/words/behind-words.ts';
import { type NamedCause, namedCauses } from '../schemas/words/diagnosis-words.ts';
import { type OrderedFinding, orderFindings } from './findings.ts';
import { fixOrderOf, type PlanStep } from './plan.ts';

/** The second part of a report: what lies behind the causes. */
export interface BehindPart {
  readonly heading: string;
  readonly causes: readonly NamedCause[];
  /** Most harmful first. */
  readonly findings: readonly OrderedFinding[];
  readonly hidden: string | undefined;
  readonly plan: readonly PlanStep[];
  /** A report of this part alone. */
  readonly report: Report;
}

/** Undefined if nothing was checked behind a cause. Pure. */
export function behindPart(report: Report): BehindPart | undefined {
  const { behind, ...whole } = report;
  if (!behind) return undefined;
  const known = namedCauses(report);
  // The causes of both parts are numbered together.
  const otherCauses = [...(report.otherCauses ?? []), ...behind.causes];
  const alone = { ...whole, otherCauses, results: behind.results };
  return {
    heading: behindHeading(behind),
    causes: namedCauses(alone).slice(known.length),
    findings: orderFindings(alone),
    hidden: hiddenText(behind),
    plan: fixOrderOf(report),
    report: alone,
  };
}
