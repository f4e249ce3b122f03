import type { Report, RuleResult } from '../schemas/generated/types.ts';
import { type Need, shortExampleFor, whatIsMissing } from '../schemas/need.ts';
import { namedCauses } from '../schemas/words/diagnosis-words.ts';
import { oneLine } from '../text/terminal/visible.ts';
import { count } from '../text/words/count.ts';
import { causeOfEverything, causeOfUnacknowledged, failedIds } from './findings.ts';
import type { Line } from './rows.ts';

/** Rules that were not checked for the same reason, as a sentence without its full stop. It links to the failed rule to fix first. */
export interface UncheckedGroup extends Line {
  readonly ids: readonly string[];
  /** What to add, such as `--thorough`. */
  readonly add?: string | undefined;
}

/** The inconclusive results that don't follow from a cause, by reason, largest group first. Pure. */
export function groupInconclusive(report: Report): UncheckedGroup[] {
  const failed = failedIds(report);
  return groups(report, 'inconclusive').map((results) => {
    const [first] = results;
    const cause = causeOfReason(first, report, failed);
    const fix = cause === undefined ? '' : `; fix ${cause} first`;
    return {
      text: `${count(results.length, 'rule')} inconclusive${wordsFor(first, cause)}${fix}`,
      ids: idsOf(results),
      link: cause === undefined ? undefined : { text: cause, to: cause },
    };
  });
}

/** The skipped results by need, largest group first. Pure. */
export function groupSkipped(report: Report): UncheckedGroup[] {
  return groups(report, 'skipped').map((results) => {
    const [{ need }] = results;
    const add = need && shortExampleFor(need);
    return {
      text: skippedText(results[0], results.length, add),
      ids: idsOf(results),
      add,
    };
  });
}

type Some = [RuleResult, ...RuleResult[]];

function groups(report: Report, verdict: RuleResult['verdict']): Some[] {
  const byKey = new Map<string, Some>();
  const explained = new Set(namedCauses(report).flatMap(({ explains }) => explains));
  for (const result of report.results) {
    if (result.verdict !== verdict || explained.has(result.id)) continue;
    const group = byKey.get(keyOf(result));
    if (group) group.push(result);
    else byKey.set(keyOf(result), [result]);
  }
  return [...byKey.values()].sort((a, b) => b.length - a.length);
}

/** A report of another tool or an earlier version may have only the sentence. */
function keyOf({ need, reasonCode: code, rule, reason = '' }: RuleResult): string {
  return need ?? (code === undefined ? reason : (rule ?? code));
}

/** The reason, as it follows "inconclusive", without repeating the cause. */
function wordsFor(
  { reasonCode: code, rule, detail, reason = '' }: RuleResult,
  cause: string | undefined,
): string {
  if (code !== 'not-acknowledged') {
    const isSaid = cause !== undefined && cause === rule;
    return `: ${oneLine(isSaid ? (detail ?? reason) : reason)}`;
  }
  const response = cause === undefined && detail !== undefined ? `: ${oneLine(detail)}` : '';
  return ` because genuine messages were not acknowledged${response}`;
}

/** The failed rule that a reason names, or the one that explains why genuine messages are not acknowledged. */
function causeOfReason(
  { reasonCode: code, rule }: RuleResult,
  report: Report,
  failed: ReadonlySet<string>,
): string | undefined {
  if (code === 'not-acknowledged') return causeOfEverything(report, failed) ?? causeOfUnacknowledged(report);
  return rule !== undefined && failed.has(rule) ? rule : undefined;
}

function skippedText({ need, reason = '' }: RuleResult, n: number, add: string | undefined): string {
  return need === undefined ? `${count(n, 'rule')} skipped: ${oneLine(reason)}` : missingText(need, n, add);
}

/** What this many skipped rules need, and which option to add, if there is one. */
export function missingText(need: Need, n: number, add: string | undefined): string {
  return add === undefined
    ? `${count(n, 'rule')} ${n === 1 ? 'needs' : 'need'} ${whatIsMissing(need)}`
    : `add ${add} to check ${count(n, 'more rule')}`;
}

function idsOf(results: readonly RuleResult[]): string[] {
  return results.map((result) => result.id);
}
