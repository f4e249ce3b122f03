import type { Report, RuleResult } from '../../schemas/generated/types.ts';
import { namedCauses } from '../../schemas/words/diagnosis-words.ts';
import { defined } from '../../text/defined.ts';
import { clip, oneLine } from '../../text/terminal/visible.ts';
import { behindPart } from '../behind.ts';
import { conclude } from '../conclusion.ts';
import type { OrderedFinding } from '../findings.ts';
import { notPassed } from '../not-passed.ts';
import type { Counting } from '../outcome.ts';
import { checkOutcomeOf } from '../outcome.ts';

/** So that it fits into the context of a program that reads it. */
const maxBytes = 20_000;
/** How long a text may be, and how many lines a list may have, until all of it fits. */
const bounds = [
  { maxText: 400, maxLines: 20 },
  { maxText: 200, maxLines: 10 },
  { maxText: 80, maxLines: 5 },
];

/** The result of a check as JSON of at most 20 KB: counts, and each failure with its fix. The whole report is the format `json`. Pure. */
export function renderSummary(report: Report, options: Counting): string {
  const shorter = bounds.map((bound) => summaryOf(report, options, bound));
  const fits = (json: string) => Buffer.byteLength(json) <= maxBytes;
  const whole = shorter.map((summary) => asJson(summary, summary.failed.length)).find(fits);
  if (whole !== undefined) return whole;
  const shortest = shorter.at(-1) ?? summaryOf(report, options, { maxText: 80, maxLines: 5 });
  let n = shortest.failed.length;
  while (n > 0 && !fits(asJson(shortest, n))) n -= 1;
  return asJson(shortest, n);
}

/** With the first failures, and the number of the others. */
function asJson({ failed, ...others }: { readonly failed: readonly object[] }, n: number): string {
  const omittedFailures = failed.length - n;
  const value = {
    ...others,
    failed: failed.slice(0, n),
    ...(omittedFailures === 0 ? {} : { omittedFailures }),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

interface Bound {
  readonly maxText: number;
  readonly maxLines: number;
}

function summaryOf(report: Report, options: Counting, bound: Bound) {
  const { tool, receiver, seed, startedAt, durationMs, summary, results } = report;
  const { findings, explained, errors, inconclusive, skipped } = notPassed(report);
  const text = (value: string) => clip(oneLine(value), bound.maxText);
  const texts = (all: readonly string[]) => all.slice(0, bound.maxLines).map(text);
  const [diagnosis, ...otherCauses] = namedCauses(report).map((one) => ({
    cause: one.cause,
    title: text(one.title),
    fix: text(one.fix),
    evidence: texts(one.evidence),
  }));
  return {
    ...{ tool, receiver, startedAt, durationMs: Math.round(durationMs), seed },
    outcome: checkOutcomeOf(report, options),
    summary,
    remarks: texts(conclude(report, options).remarks),
    sinceLast: changesOf(results),
    ...(diagnosis && { diagnosis }),
    ...(otherCauses.length > 0 && { otherCauses }),
    explained,
    ...behindOf(report, text, bound),
    failed: findings.map((one) => failureOf(one, text)),
    errors: errors.slice(0, bound.maxLines).map(({ id, reason }) => ({ id, reason: text(reason) })),
    inconclusive: texts(inconclusive),
    skipped: texts(skipped),
  };
}

/** What lies behind the causes, and in which order to fix it all. */
function behindOf(report: Report, text: (value: string) => string, { maxLines }: Bound): object {
  const part = behindPart(report);
  if (!part || !report.behind) return {};
  const { causes, findings, plan } = part;
  const shown = findings.filter(({ explainedBy }) => !explainedBy);
  return {
    behind: {
      adapted: report.behind.adapted.map(({ cause, words }) => ({ cause, words: text(words) })),
      causes: causes.map(({ cause, title, fix }) => ({ cause, title: text(title), fix: text(fix) })),
      failed: shown.slice(0, maxLines).map((one) => failureOf(one, text)),
      hidden: report.behind.hidden.slice(0, maxLines),
    },
    plan: plan.map(({ change, gain }) => text(gain === '' ? change : `${change} (${gain})`)),
  };
}

function failureOf({ result, finding, cause }: OrderedFinding, text: (value: string) => string): object {
  const { id, level, sinceLast, flaky, rerun } = result;
  return {
    ...{ id, level },
    ...defined({ sinceLast, flaky: flaky && true, fixFirst: cause }),
    expected: text(finding.expected),
    actual: text(finding.actual),
    fix: text(finding.fix),
    ...defined({ rerun }),
  };
}

/** The ids by how they changed. */
function changesOf(results: readonly RuleResult[]): Record<string, string[]> {
  const byChange: Record<string, string[]> = {};
  for (const { id, sinceLast } of results) {
    if (sinceLast === undefined) continue;
    byChange[sinceLast] ??= [];
    byChange[sinceLast].push(id);
  }
  return byChange;
}
