import type { Report } from '../../schemas/generated/types.ts';
import { clip, oneLine } from '../../text/terminal/visible.ts';
import type { Block, ModelOptions } from '../blocks.ts';
import { blocksIn, modelOf, type ReportModel, type Section, sectionIn } from '../model.ts';

/** So that it fits into the context of a program that reads it. */
const maxBytes = 20_000;
/** How long a text may be, and how many lines a list may have, until all of it fits. */
const bounds = [
  { maxText: 400, maxLines: 20 },
  { maxText: 200, maxLines: 10 },
];
const lastBound = { maxText: 80, maxLines: 5 };

/** The result of a check as JSON of at most 20 KB: counts, and each failure with its fix. The whole report is the format `json`. Pure. */
export function renderSummary(report: Report, options: ModelOptions = {}): string {
  const model = modelOf(report, options);
  const fits = (json: string) => Buffer.byteLength(json) <= maxBytes;
  const whole = bounds.map((bound) => asJson(summaryOf(report, model, bound))).find(fits);
  if (whole !== undefined) return whole;
  const shortest = summaryOf(report, model, lastBound);
  let n = shortest.failed.length;
  while (n > 0 && !fits(asJson(shortest, n))) n -= 1;
  return asJson(shortest, n);
}

/** With the first failures, and the number of the others. */
function asJson({ failed, ...others }: { readonly failed: readonly object[] }, n = failed.length): string {
  const omitted = failed.length - n;
  const more = omitted === 0 ? {} : { omittedFailures: omitted };
  return `${JSON.stringify({ ...others, failed: failed.slice(0, n), ...more }, null, 2)}\n`;
}

function summaryOf(report: Report, model: ReportModel, { maxText, maxLines }: typeof lastBound) {
  const { tool, receiver, seed, startedAt, durationMs, summary, behind } = report;
  const text = (value: string) => clip(oneLine(value), maxText);
  const texts = (all: readonly string[]) => all.slice(0, maxLines).map(text);
  const linesIn = (kind: Section['kind']) =>
    texts((sectionIn(model, kind)?.lines ?? []).map((line) => line.text));
  const failures = blocksIn(model, 'failed', 'known');
  const failuresIn = (kind: 'failed' | 'behind') =>
    blocksIn(model, kind).flatMap((block) => (block.isExplained ? [] : failureOf(block, text)));
  const [diagnosis, ...otherCauses] = [
    ...(report.diagnosis ? [report.diagnosis] : []),
    ...(report.otherCauses ?? []),
  ].map(({ cause, title, fix, evidence }) => ({
    cause,
    title: text(title),
    fix: text(fix),
    evidence: texts(evidence),
  }));
  return {
    ...{ tool, receiver, startedAt, durationMs: Math.round(durationMs), seed },
    ...{ outcome: model.outcome, summary, remarks: texts(model.remarks), sinceLast: model.changed },
    ...(diagnosis && { diagnosis }),
    ...(otherCauses.length > 0 && { otherCauses }),
    explained: failures.filter(({ isExplained }) => isExplained).map(({ label }) => label),
    ...(behind && {
      behind: {
        adapted: behind.adapted.map(({ cause, words }) => ({ cause, words: text(words) })),
        causes: behind.causes.map(({ cause, title, fix }) => ({ cause, title: text(title), fix: text(fix) })),
        failed: failuresIn('behind').slice(0, maxLines),
        hidden: behind.hidden.slice(0, maxLines),
      },
      plan: linesIn('plan'),
    }),
    failed: failuresIn('failed'),
    errors: blocksIn(model, 'errors')
      .slice(0, maxLines)
      .map(({ label, result }) => ({ id: label, reason: text(result?.reason ?? '') })),
    inconclusive: linesIn('inconclusive'),
    skipped: linesIn('skipped'),
  };
}

/** A failed rule with its facts and its rerun command. A fact that is a key already is not repeated as text. */
function failureOf({ rows, result }: Block, text: (value: string) => string): object[] {
  if (!result) return [];
  const { id, level, sinceLast, flaky } = result;
  const facts: Record<string, string> = {};
  for (const { label, kind, text: value, shown } of rows) {
    if (shown !== undefined || ['cause', 'flaky', 'known'].includes(label)) continue;
    const before = facts[label];
    const all = before === undefined ? value : `${before}; ${value}`;
    facts[label] = kind === 'command' ? value : text(all);
  }
  const fixFirst = rows.find(({ label }) => label === 'cause')?.link?.text;
  return [{ ...{ id, level, sinceLast, flaky: flaky && true, fixFirst }, ...facts }];
}
