import type { Report, RuleResult } from '../schemas/generated/types.ts';
import { count } from '../text/count.ts';
import { oneLine } from '../text/visible.ts';
import { causeOfEverything, causeOfUnacknowledged } from './causes.ts';
import { failedIds } from './findings.ts';

/** Rules that were not judged for one reason, and what would have them judged. */
export interface UnjudgedGroup {
  /** A whole sentence without its full stop. */
  readonly text: string;
  readonly ids: readonly string[];
  /** The failed rule to mend first. */
  readonly cause: string | undefined;
}

/** The inconclusive results by reason, the largest group first. Pure. */
export function groupInconclusive(report: Report): UnjudgedGroup[] {
  const failed = failedIds(report);
  return groups(report, 'inconclusive', sameReason).map((results) => {
    const [first] = results;
    const cause = causeOfReason(first.reason ?? '', report, failed);
    const mend = cause === undefined ? '' : `: mend ${cause} first`;
    return {
      text: `${count(results.length, 'rule')} could not be judged${because(first.reason ?? '', cause)}${mend}`,
      ids: idsOf(results),
      cause,
    };
  });
}

/** The skipped results by what they need, the largest group first. Pure. */
export function groupSkipped(report: Report): UnjudgedGroup[] {
  return groups(report, 'skipped', (result) => result.reason ?? '').map((results) => ({
    text: skippedText(results[0].reason ?? '', results.length),
    ids: idsOf(results),
    cause: undefined,
  }));
}

type Some = [RuleResult, ...RuleResult[]];

function groups(
  report: Report,
  verdict: RuleResult['verdict'],
  keyOf: (result: RuleResult) => string,
): Some[] {
  const byKey = new Map<string, Some>();
  for (const result of report.results) {
    if (result.verdict !== verdict) continue;
    const group = byKey.get(keyOf(result));
    if (group) group.push(result);
    else byKey.set(keyOf(result), [result]);
  }
  return [...byKey.values()].sort((a, b) => b.length - a.length);
}

/** The reason as it goes on after "could not be judged"; what the cause says for itself is left out. */
function because(reason: string, cause: string | undefined): string {
  if (!isNotAcknowledged(reason)) return `: ${oneLine(reason.replace(`; see ${cause}`, ''))}`;
  const answer = cause === undefined ? /(?:but|judges:) (the receiver .*)$/s.exec(reason)?.[1] : undefined;
  return ` because genuine messages are not acknowledged${answer === undefined ? '' : `: ${oneLine(answer)}`}`;
}

/** `given` in expect.ts and `leaveToOtherRules` in genuine.ts say so of a genuine message that a rule builds on. */
function isNotAcknowledged(reason: string): boolean {
  return /has to be acknowledged before this can be judged|was not acknowledged, which another rule judges/.test(
    reason,
  );
}

/** Reasons that differ only in figures and in what the receiver wrote are the same. */
function sameReason({ reason = '' }: RuleResult): string {
  if (isNotAcknowledged(reason)) return 'not acknowledged';
  const named = /; see ([a-z]+\/[a-z-]+)$/.exec(reason)?.[1];
  return (
    named ??
    reason
      .replace(/\\./gs, '')
      .replace(/"[^"]*"/g, '""')
      .replace(/\d+(\.\d+)?/g, '0')
  );
}

/** The failed rule that a reason names, or the one that judges why genuine messages are not acknowledged. */
function causeOfReason(reason: string, report: Report, failed: ReadonlySet<string>): string | undefined {
  if (isNotAcknowledged(reason)) return causeOfEverything(report, failed) ?? causeOfUnacknowledged(report);
  return reason.match(/\b[a-z]+\/[a-z-]+\b/g)?.find((id) => failed.has(id));
}

function skippedText(reason: string, n: number): string {
  const flag = /\bgive (--[a-z-]+)/.exec(reason)?.[1];
  if (flag !== undefined) {
    return `${flag}${examples.get(flag) ?? ''} would have ${count(n, 'more rule')} judged`;
  }
  const needs = /^needs (.*)/s.exec(reason)?.[1];
  if (needs !== undefined) return `${count(n, 'rule')} ${n === 1 ? 'needs' : 'need'} ${oneLine(needs)}`;
  return `${count(n, 'rule')} not judged: ${oneLine(reason)}`;
}

const examples: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '--observe-url': " 'http://…/state?sn={sn}'",
    '--exec': " 'COMMAND'",
    '--downstream-port': ' PORT',
    '--retired-secret-env': ' NAME',
  }),
);

function idsOf(results: readonly RuleResult[]): string[] {
  return results.map((result) => result.id);
}
