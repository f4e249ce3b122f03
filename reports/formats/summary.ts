import type { Report } from '../../schemas/generated/types.ts';
import { clip, oneLine } from '../../text/terminal/visible.ts';
import {
  type Block,
  type ModelOptions,
  modelOf,
  type ReportModel,
  type Section,
  sectionIn,
} from '../model.ts';

/** So that it fits into the context of a program that reads it. */
const maxBytes = 20_000;
/** How long a text may be, and how many lines a list may have, until all of it fits. */
const bounds = [
  { maxText: 400, maxLines: 20 },
  { maxText: 200, maxLines: 10 },
  { maxText: 80, maxLines: 5 },
] as const;

/** The result of a check as JSON of at most 20 KB: counts, and each failure with its fix. The whole report is the format `json`. Pure. */
export function renderSummary(report: Report, options: ModelOptions = {}): string {
  const model = modelOf(report, options);
  const fits = (json: string) => Buffer.byteLength(json) <= maxBytes;
  for (const bound of bounds) {
    const summary = summaryOf(report, model, bound);
    const isLast = bound === bounds.at(-1);
    for (let n = summary.failed.length; n >= (isLast ? 0 : summary.failed.length); n -= 1) {
      const json = asJson(summary, n);
      if (fits(json) || (isLast && n === 0)) return json;
    }
  }
  return '{}\n';
}

/** With the first failures, and the number of the others. */
function asJson({ failed, ...others }: { readonly failed: readonly object[] }, n: number): string {
  const omitted = failed.length - n;
  const value = {
    ...others,
    failed: failed.slice(0, n),
    ...(omitted === 0 ? {} : { omittedFailures: omitted }),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

type Bound = (typeof bounds)[number];

function summaryOf(report: Report, model: ReportModel, { maxText, maxLines }: Bound) {
  const { tool, receiver, seed, startedAt, durationMs, summary } = report;
  const { outcome } = model;
  const text = (value: string) => clip(oneLine(value), maxText);
  const texts = (all: readonly string[]) => all.slice(0, maxLines).map(text);
  const blocksIn = (kind: Section['kind']) => sectionIn(model, kind)?.blocks ?? [];
  const linesIn = (kind: Section['kind']) => (sectionIn(model, kind)?.lines ?? []).map((line) => line.text);
  const isOpen = ({ isExplained }: Block) => !isExplained;
  const failures = [...blocksIn('failed'), ...blocksIn('known')];
  const [diagnosis, ...otherCauses] = [report.diagnosis ?? [], report.otherCauses ?? []]
    .flat()
    .map(({ cause, title, fix, evidence }) => ({
      cause,
      title: text(title),
      fix: text(fix),
      evidence: texts(evidence),
    }));
  const { behind } = report;
  return {
    ...{ tool, receiver, startedAt, durationMs: Math.round(durationMs), seed, outcome, summary },
    remarks: texts(model.remarks),
    sinceLast: changesIn(report),
    ...(diagnosis && { diagnosis }),
    ...(otherCauses.length > 0 && { otherCauses }),
    explained: failures.filter(({ isExplained }) => isExplained).map(({ label }) => label),
    ...(behind && {
      behind: {
        adapted: behind.adapted.map(({ cause, words }) => ({ cause, words: text(words) })),
        causes: behind.causes.map(({ cause, title, fix }) => ({ cause, title: text(title), fix: text(fix) })),
        failed: blocksIn('behind')
          .filter(isOpen)
          .flatMap((block) => failureOf(block, text))
          .slice(0, maxLines),
        hidden: behind.hidden.slice(0, maxLines),
      },
      plan: texts(linesIn('plan')),
    }),
    failed: blocksIn('failed')
      .filter(isOpen)
      .flatMap((block) => failureOf(block, text)),
    errors: blocksIn('errors')
      .slice(0, maxLines)
      .map(({ label, result }) => ({ id: label, reason: text(result?.reason ?? '') })),
    inconclusive: texts(linesIn('inconclusive')),
    skipped: texts(linesIn('skipped')),
  };
}

/** With its texts and its command. */
function failureOf({ rows, result }: Block, text: (value: string) => string): object[] {
  if (!result) return [];
  const { id, level, sinceLast, flaky } = result;
  const shown = rows.filter(
    ({ shown, label }) => shown === undefined && !['cause', 'flaky', 'known'].includes(label),
  );
  const cause = rows.find(({ label }) => label === 'cause')?.link?.text;
  return [
    {
      ...{ id, level, sinceLast, flaky: flaky && true, fixFirst: cause },
      ...Object.fromEntries(
        shown.map(({ label, kind }) => {
          const all = shown.filter((row) => row.label === label).map((row) => row.text);
          return [label, kind === 'command' ? all.join() : text(all.join('; '))];
        }),
      ),
    },
  ];
}

/** The ids by how they changed. */
function changesIn({ results }: Report): Record<string, string[]> {
  const byChange: Record<string, string[]> = {};
  for (const { id, sinceLast } of results) {
    if (sinceLast) byChange[sinceLast] = [...(byChange[sinceLast] ?? []), id];
  }
  return byChange;
}
