import type { Diagnosis, Report } from '../schemas/generated/types.ts';
import { severityRank } from '../schemas/severity.ts';
import { namedCauses } from '../schemas/words/diagnosis-words.ts';
import { count } from '../text/words/count.ts';
import { type OrderedFinding, orderFindings } from './findings.ts';

/** One change in the receiver, and what it turns green. */
export interface PlanStep {
  readonly change: string;
  readonly gain: string;
}

const maxSteps = 5;

/** In which order to fix what a check found in front of a cause and behind it; empty if it saw through none. Pure. */
export function fixOrderOf(report: Report): readonly PlanStep[] {
  const { behind } = report;
  if (!behind) return [];
  const seen = new Map(behind.adapted.map(({ cause, passed }) => [cause, passed.length]));
  const causes = [...namedCauses(report), ...behind.causes];
  const through = behind.adapted.flatMap(({ cause }) => causes.filter((one) => one.cause === cause));
  const others = causes.filter(({ cause }) => !seen.has(cause));
  const severityOf = severityOfCauses(report);
  const independent = [
    ...others.map((one) => ({ severity: severityOf(one), change: changeOf(one), gain: opens(one) })),
    ...findingsOf(report, others).map((step) => ({
      severity: severityRank(step.one.result.severity),
      ...stepOf(step),
    })),
  ].sort((one, other) => one.severity - other.severity);
  const steps = [
    ...through.map((one) => ({ change: changeOf(one), gain: `${passes(seen.get(one.cause) ?? 0)}` })),
    ...independent.map(({ change, gain }) => ({ change, gain })),
  ];
  if (steps.length <= maxSteps) return steps;
  const left = steps.slice(maxSteps - 1);
  return [
    ...steps.slice(0, maxSteps - 1),
    { change: `Fix ${count(left.length, 'other finding')}.`, gain: '' },
  ];
}

/** A cause is as harmful as the worst rule that it explains. */
function severityOfCauses({ results, behind }: Report): (cause: Diagnosis) => number {
  const severities = new Map(
    [...results, ...(behind?.results ?? [])].map(({ id, severity }) => [id, severityRank(severity)]),
  );
  return ({ explains }) =>
    Math.min(severityRank(undefined), ...explains.flatMap((id) => severities.get(id) ?? []));
}

interface Step {
  readonly one: OrderedFinding;
  /** The rules that probably fail because of it. */
  readonly followers: number;
}

/** Findings of both parts that follow from nothing else, most harmful first. */
function findingsOf(report: Report, others: readonly Diagnosis[]): Step[] {
  const { behind, diagnosis, otherCauses, ...whole } = report;
  const front = orderFindings(report).filter(({ explainedBy }) => !explainedBy);
  const explained = new Set(others.flatMap(({ explains }) => explains));
  const results = [...front.map(({ result }) => result), ...(behind?.results ?? [])].filter(
    ({ id, known }) => !explained.has(id) && !known,
  );
  const all = orderFindings({ ...whole, results });
  return all
    .filter(({ cause }) => cause === undefined)
    .map((one) => ({ one, followers: all.filter(({ cause }) => cause === one.result.id).length }));
}

function stepOf({ one, followers }: Step): PlanStep {
  const { finding, result } = one;
  const more = followers === 0 ? '' : ` and ${followers} more`;
  return { change: firstSentence(finding.fix), gain: `${result.id}${more}` };
}

function changeOf({ fix }: Pick<Diagnosis, 'fix'>): string {
  return firstSentence(fix);
}

function passes(rules: number): string {
  return rules === 0 ? '' : `${count(rules, 'rule')} will pass`;
}

function opens({ explains }: Diagnosis): string {
  return explains.length === 0 ? '' : `${count(explains.length, 'rule')} can then be checked`;
}

/** "e.g. " ends no sentence, and a colon begins the details. */
function firstSentence(text: string): string {
  const [first = text] = text.split(/(?<=[.!])\s+(?=[A-Z])/);
  return first;
}
