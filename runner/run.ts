import pLimit from 'p-limit';
import type { RuleResult } from '../schemas/generated/types.ts';
import { anySignal } from '../simulator/any-signal.ts';
import { systemClock } from '../simulator/index.ts';
import { inWords } from '../text/option-words.ts';
import { type Redactor, redactDeep } from '../text/redact.ts';
import { adviceFor } from './advice.ts';
import { abortsAt, type Budget, type Group, type Turn, turnOf } from './budget.ts';
import { createContext } from './context/context.ts';
import { CannotTell, LateMeasurement, RuleFailure } from './context/expect.ts';
import type { RunState } from './context/run-state.ts';
import { printedLines } from './diagnosis/answers.ts';
import { Recorder } from './evidence/recorder.ts';
import { harmIn } from './harm.ts';
import { missingNeed } from './missing-need.ts';
import { fenceShows } from './observation/fence.ts';
import { watchLaterSteps } from './observation/later-steps.ts';
import { movesByItself } from './observation/moves.ts';
import { backlogMs } from './observation/rule-observation.ts';
import { rateLimited } from './rate/rate-guard.ts';
import { reportedVerdict } from './report/reported-verdict.ts';
import { triedAgain } from './retry-failed.ts';
import type { Rule } from './rule.ts';
import { observes, placesOf, ruleGroupsOf } from './rule-groups.ts';
import { rulesShownBy } from './sequences/shown-by.ts';
import type { Verdict } from './verdict.ts';

/** The events of a run. */
export type RunEvent =
  /** A rule starts. */
  | {
      readonly kind: 'started';
      /** The rule. */
      readonly rule: Rule;
      /** The number of rules in the run. */
      readonly total: number;
    }
  /** A rule was checked. */
  | {
      readonly kind: 'checked';
      /** The result. */
      readonly result: RuleResult;
      /** The number of rules checked so far, including this one. */
      readonly checked: number;
      /** The number of rules in the run. */
      readonly total: number;
    };

export interface RunOptions {
  readonly rules: readonly Rule[];
  readonly state: RunState;
  readonly redactor: Redactor;
  readonly budget: Budget;
  /** Whether a complete check may exceed the budget. */
  readonly isTight?: boolean;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}

/** More rules at once would only wait for each other's attempts. */
export const rulesAtOnce = 64;

/** Checks all rules, concurrently where possible. Results are in the order of the rules. */
export async function runRules(options: RunOptions): Promise<RuleResult[]> {
  const { rules, state, budget, isTight = false } = options;
  const results = new Map<Rule, RuleResult>();
  const total = rules.length;
  const places = placesOf(rules, state.profile);
  const limit = pLimit(rulesAtOnce);
  const groups = ruleGroupsOf(rules, state, isTight);
  const looks = (group: Group) => group.rules.some((rule) => observes(rule) && !missingNeed(rule, state));
  const check = (rule: Rule, turn: Turn) =>
    checkRule(rule, { ...options, turn, place: places.get(rule) ?? 0 });
  const keep = (rule: Rule, result: RuleResult) => {
    results.set(rule, result);
    options.onEvent?.({ kind: 'checked', result, checked: results.size, total });
  };
  const laterSteps = groups.some(looks) ? watchLaterSteps(state, options.signal).catch(() => {}) : undefined;
  const doubtful: (readonly [Rule, RuleResult])[] = [];
  // If the observer moves by itself, these rules are checked again, and don't look any more.
  const settleDoubts = async (left: readonly Group[]) => {
    if (doubtful.length === 0 && !left.some(looks)) return;
    await laterSteps;
    await lookAtRest(options);
    const turn = turnOf(left, performance.now(), budget, minTurnMs(state));
    const settle = async ([rule, result]: readonly [Rule, RuleResult]) =>
      keep(rule, state.seen.observerMoves ? await check(rule, turn) : result);
    await Promise.all(doubtful.splice(0).map(settle));
  };
  const outOfTurn: Rule[] = [];
  // Earlier rules may have left some of their time.
  const tryOutOfTurn = async (last: readonly Group[]) => {
    for (let rule = outOfTurn.shift(); rule; rule = outOfTurn.shift()) {
      const left = [rule, ...outOfTurn].map((one) => ({ rules: [one], weight: 1 }));
      keep(rule, await check(rule, turnOf([...left, ...last], performance.now(), budget, minTurnMs(state))));
    }
  };
  for (const [n, group] of groups.entries()) {
    if (group.rules.some(({ runs }) => runs === 'last')) await tryOutOfTurn(groups.slice(n));
    const before = groups[n - 1];
    // A receiver that acknowledges first and works later has a backlog now, so looking at its state waits for that.
    const hasQueue = before !== undefined && !looks(before) && looks(group) && state.seen.showsEffects;
    if (hasQueue) await workOffQueue(options, groups.slice(n));
    if (looks(group)) await settleDoubts(groups.slice(n));
    const turn = turnOf(groups.slice(n), performance.now(), budget, minTurnMs(state));
    const checkInTurn = async (rule: Rule) => {
      options.onEvent?.({ kind: 'started', rule, total });
      const result = await check(rule, turn);
      if (result.because === 'out-of-time' && performance.now() < budget.endsAt) outOfTurn.push(rule);
      else if (isDoubtful(result, state)) doubtful.push([rule, result]);
      else keep(rule, result);
    };
    await Promise.all(group.rules.map((rule) => limit(checkInTurn, rule)));
  }
  await settleDoubts([]);
  await tryOutOfTurn([]);
  return rules.flatMap((rule) => results.get(rule) ?? []);
}

/** One delay of the receiver, and another one if the rule looks again. */
function minTurnMs({ settings }: RunState): number {
  return 2000 * settings.timeoutSeconds;
}

async function workOffQueue({ state, budget, signal }: RunOptions, left: readonly Group[]): Promise<void> {
  const { endsAt } = turnOf(left, performance.now(), budget, minTurnMs(state));
  await fenceShows(state, backlogMs, anySignal(signal, abortsAt(endsAt))).catch(() => false);
}

/** It didn't pass after a look at the state, and whether the observer moves by itself isn't known yet. */
function isDoubtful({ verdict, evidence }: RuleResult, { seen }: RunState): boolean {
  return verdict !== 'pass' && evidence.observations.length > 0 && !seen.hasLookedAtRest;
}

/** Before the first rule that observes: changes without messages aren't the receiver's doing. */
async function lookAtRest({ state, budget, signal }: RunOptions): Promise<void> {
  const { learned, observer, seen } = state;
  if (!learned || observer?.option === 'downstreamPort' || seen.hasLookedAtRest) return;
  seen.hasLookedAtRest = true;
  const moves = await movesByItself(state, learned.resting, anySignal(signal, abortsAt(budget.endsAt))).catch(
    () => undefined,
  );
  if (moves !== undefined) seen.observerMoves = moves;
}

/** What a rule is checked with. */
interface RuleRunOptions extends RunOptions {
  readonly turn: Turn;
  readonly place: number;
}

async function checkRule(rule: Rule, options: RuleRunOptions): Promise<RuleResult> {
  const again = () => {
    const state = { ...options.state, shrinks: false };
    return tryOnce(rule, { ...options, state, turn: { ...options.turn, startsAt: performance.now() } });
  };
  const first = await tryOnce(rule, options);
  return triedAgain(first, options.turn.endsAt - performance.now(), again);
}

async function tryOnce(rule: Rule, options: RuleRunOptions): Promise<RuleResult> {
  const { state, redactor } = options;
  const start = performance.now();
  const recorder = new Recorder(redactor);
  const verdict =
    missingNeed(rule, state) ?? unreached(rule, options) ?? (await tryRule(rule, options, recorder));
  const decisive = verdict.verdict === 'fail' ? verdict.finding.attempt : undefined;
  const printed = printedLines(state.attempts.get(rule.id, decisive)?.printed ?? '');
  if (printed.length > 0)
    recorder.note(`the receiver's last output: ${printed.map((line) => line.trim()).join(' | ')}`);
  const result: RuleResult = {
    id: rule.id,
    title: rule.title,
    level: rule.level,
    basis: rule.basis,
    requirements: [...rule.requirements],
    why: rule.why,
    harm: harmIn(rule.harm, recorder.decisive(decisive)),
    ...causesOf(rule, verdict),
    ...reportedVerdict(verdict, state.words),
    evidence: recorder.evidence(state.seed),
    durationMs: Math.round(performance.now() - start),
  };
  return redactDeep(result, redactor);
}

/** The verdict on a rule that had no turn. */
function unreached(rule: Rule, { state, signal, budget }: RuleRunOptions): Verdict | undefined {
  const { gone } = state.seen;
  // That it crashed for good is a finding of its own.
  const isFinding = rule.runs === 'last' && state.crashes.isOver && state.crashes.canStart;
  if (gone !== undefined && !isFinding) return { verdict: 'skipped', because: 'receiver-gone', detail: gone };
  if (signal.aborted) return interrupted;
  if (state.rate.isExceeded) return { verdict: 'inconclusive', ...rateLimited(state.rate) };
  return performance.now() < budget.endsAt ? undefined : outOfTime(budget);
}

function outOfTime({ totalMs }: Budget): Verdict {
  return { verdict: 'inconclusive', because: 'out-of-time', budgetMs: totalMs };
}

/** Facts for the report to distinguish causes from consequences. */
function causesOf(
  { explainedBy: byRule, acknowledgementRank }: Rule,
  verdict: Verdict,
): Pick<RuleResult, 'explainedBy' | 'acknowledgementRank'> {
  const steps = verdict.verdict === 'fail' ? verdict.finding.sequence?.steps : undefined;
  const explainedBy = steps ? rulesShownBy(steps) : byRule;
  return {
    ...(explainedBy && { explainedBy: [...explainedBy] }),
    ...(acknowledgementRank && { acknowledgementRank }),
  };
}

const interrupted: Verdict = { verdict: 'skipped', because: 'interrupted' };

/** How often to try a rule whose attempts this process itself measured late. */
const triesWhenLate = 3;

/** How long a rule may take to end when its time is up (ms). */
const graceMs = 1000;

/** The only place that catches. A rule that doesn't end in time is abandoned. */
async function tryRule(rule: Rule, options: RuleRunOptions, recorder: Recorder): Promise<Verdict> {
  const { turn, budget, signal } = options;
  const isDone = new AbortController();
  const until = (moment: number) =>
    systemClock.sleep(Math.max(0, moment + graceMs - performance.now()), isDone.signal);
  const leaveBehind = async () => {
    await until(turn.endsAt);
    // A killed receiver must be running again for other rules.
    if (options.state.seen.gone !== undefined) await until(budget.endsAt);
    return signal.aborted ? interrupted : outOfTime(budget);
  };
  const verdict = await Promise.race([
    tryUntil(abortsAt(turn.endsAt), rule, options, recorder),
    leaveBehind(),
  ]);
  isDone.abort();
  return verdict;
}

async function tryUntil(
  over: AbortSignal,
  rule: Rule,
  options: RuleRunOptions,
  recorder: Recorder,
): Promise<Verdict> {
  for (let left = triesWhenLate - 1; ; left -= 1) {
    const ctx = createContext(rule, options, recorder, anySignal(options.signal, over));
    try {
      await rule.run(ctx);
      return { verdict: 'pass' };
    } catch (error) {
      const isOver = options.signal.aborted || over.aborted || left === 0;
      if (isOver || !(error instanceof LateMeasurement))
        return verdictOf(error, rule, { ...options, recorder }, over);
    } finally {
      await ctx.close(anySignal(options.signal, abortsAt(options.budget.endsAt)));
    }
  }
}

/** The verdict of a rule that threw this error. */
function verdictOf(
  error: unknown,
  rule: Rule,
  options: RuleRunOptions & { readonly recorder: Recorder },
  over: AbortSignal,
): Verdict {
  if (error instanceof RuleFailure) {
    const { expected, actual, fix = rule.fix, details } = error;
    const { attempt, ...others } = details ?? {};
    const { recorder, state } = options;
    return {
      verdict: 'fail',
      finding: {
        expected,
        actual,
        fix: inWords(adviceFor(rule, fix, recorder.decisive(attempt)), state.words),
        ...(attempt && { attempt }),
        ...others,
      },
    };
  }
  if (options.signal.aborted) return interrupted;
  if (over.aborted) return outOfTime(options.budget);
  if (error instanceof CannotTell) return { verdict: 'inconclusive', ...error.because };
  return {
    verdict: 'error',
    reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
