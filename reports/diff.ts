import type { Report, RuleResult } from '../schemas/generated/types.ts';

/** A rule's verdict in one report; `absent` if the report doesn't have it. */
export type VerdictThen = RuleResult['verdict'] | 'absent';

/** A rule with different verdicts in two reports, or one that fails in both. */
export interface Change {
  readonly id: string;
  readonly before: VerdictThen;
  readonly after: VerdictThen;
  /** The result in the later report, or else in the earlier one. */
  readonly result: RuleResult;
}

/** Each rule at most once, in catalog order. */
export interface ReportDiff {
  readonly newlyFailing: readonly Change[];
  readonly newlyPassing: readonly Change[];
  /** Fails in both, with a different finding. */
  readonly failingOtherwise: readonly Change[];
  /** Fails in both, with the same finding. */
  readonly stillFailing: readonly Change[];
  /** Passed or failed before, but has neither result now. */
  readonly noLongerChecked: readonly Change[];
}

/** Compares each rule in two reports. Pure. */
export function diffReports(before: Report, after: Report): ReportDiff {
  const changes = changesOf(before, after);
  const failingInBoth = changes.filter((change) => change.before === 'fail' && change.after === 'fail');
  const then = new Map(before.results.map((result) => [result.id, result]));
  const isSame = ({ id, result }: Change) => sameFinding(then.get(id), result);
  return {
    newlyFailing: changes.filter((change) => change.before !== 'fail' && change.after === 'fail'),
    newlyPassing: changes.filter((change) => change.before !== 'pass' && change.after === 'pass'),
    failingOtherwise: failingInBoth.filter((change) => !isSame(change)),
    stillFailing: failingInBoth.filter(isSame),
    noLongerChecked: changes.filter((change) => isChecked(change.before) && !isChecked(change.after)),
  };
}

/** Whether there is a new failure that no baseline accepts. */
export function hasNewFailure({ newlyFailing }: ReportDiff): boolean {
  return newlyFailing.some(({ result }) => !result.known);
}

/** The rules of the later report, then those that only the earlier one has. */
function changesOf(before: Report, after: Report): Change[] {
  const then = new Map(before.results.map(({ id, verdict }) => [id, verdict]));
  const now = new Set(after.results.map(({ id }) => id));
  const gone = before.results.filter(({ id }) => !now.has(id));
  return [
    ...after.results.map(
      (result): Change => ({
        id: result.id,
        before: then.get(result.id) ?? 'absent',
        after: result.verdict,
        result,
      }),
    ),
    ...gone.map((result): Change => ({ id: result.id, before: result.verdict, after: 'absent', result })),
  ];
}

function isChecked(verdict: VerdictThen): boolean {
  return verdict === 'pass' || verdict === 'fail';
}

function sameFinding(a: RuleResult | undefined, b: RuleResult): boolean {
  const text = (result: RuleResult | undefined) =>
    steady(`${result?.finding?.expected}\n${result?.finding?.actual}`);
  return text(a) === text(b);
}

/** Times and random values: serial numbers and DIDs. */
function steady(text: string): string {
  return text
    .replace(/\b\d+(\.\d+)? ?(ms|s)\b/g, '0 s')
    .replace(/\b36[A-Z]{6}\d{6}[A-Z]{2}\b/g, '36')
    .replace(/\b9\d{14}\b/g, '9');
}
