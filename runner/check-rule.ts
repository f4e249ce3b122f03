import type { RuleResult } from '../schemas/generated/types.ts';
import { anySignal } from '../simulator/any-signal.ts';
import { isAcknowledged } from '../simulator/index.ts';
import { redactDeep } from '../text/secrets/redact.ts';
import { stoppedBy } from './bail.ts';
import { abortsAt, type Turn } from './budget.ts';
import { createContext } from './context/context.ts';
import type { FindAdvice } from './context/expect.ts';
import type { RunState } from './context/run-state.ts';
import { printedLines } from './evidence/printed-lines.ts';
import { Recorder } from './evidence/recorder.ts';
import { updateTimesIn } from './evidence/update-times.ts';
import { missingNeed } from './missing-need.ts';
import { reportedVerdict } from './reported-verdict.ts';
import { isLate, triedAgain } from './retry-failed.ts';
import type { Rule } from './rule.ts';
import type { Decided } from './seen-messages.ts';
import { rateLimited } from './sending/rate-limited.ts';
import { severityIn } from './severity.ts';
import { outOfTime, type RuleCheckOptions, tryRule } from './try-rule.ts';
import type { Verdict } from './verdict.ts';

/** Returns the result with better advice, if it finds some. */
type Advise = (result: RuleResult, turn: Turn) => Promise<RuleResult>;

export interface Checked {
  readonly result: RuleResult;
  readonly advise: Advise | undefined;
}

/** Checks one rule, and checks it again if the failure may be a coincidence. */
export async function checkRule(rule: Rule, options: RuleCheckOptions): Promise<Checked> {
  const again = async () => {
    const state = { ...options.state, effort: { ...options.state.effort, shrinks: false } };
    const turn = { ...options.turn, startsAt: performance.now() };
    return (await tryOnce(rule, { ...options, state, turn })).result;
  };
  const { result, advise } = await tryOnce(rule, options);
  if (options.isBesideOthers && isLate(result)) return { result, advise };
  return { result: await triedAgain(result, options.turn.endsAt - performance.now(), again), advise };
}

/** The result of a rule that has not failed, once all messages of the check have been seen. */
export async function decideAtTheEnd(
  rule: Rule,
  own: RuleResult,
  options: RuleCheckOptions,
): Promise<RuleResult> {
  const { state } = options;
  const decided = state.traffic.messagesSeen.decide(rule.id);
  if (decided === undefined || (decided.verdict === 'pass' && own.reasonCode !== 'out-of-time')) return own;
  const { result } = await tryOnce(rule, options, (recorder) => verdictOfAll(rule, decided, recorder));
  return { ...result, durationMs: own.durationMs };
}

function verdictOfAll(rule: Rule, decided: Decided, recorder: Recorder): Verdict {
  if (decided.verdict === 'pass') {
    recorder.note(decided.note);
    return { verdict: 'pass' };
  }
  const { expected, actual, message } = decided;
  const { sent, what } = message;
  const seen = { ...sent, what, isAcknowledged: isAcknowledged(sent.outcome) };
  const attempt = recorder.attempt(seen, what, undefined);
  return { verdict: 'fail', finding: { expected, actual, fix: rule.fix, attempt } };
}

type Decide = (recorder: Recorder) => Verdict | Promise<Verdict>;

async function tryOnce(
  rule: Rule,
  options: RuleCheckOptions,
  decide: Decide = (recorder) => unreached(rule, options) ?? tryRule(rule, options, recorder),
): Promise<Checked> {
  const { state, redactor } = options;
  const start = performance.now();
  const recorder = new Recorder(redactor);
  const verdict = missingNeed(rule, state) ?? (await decide(recorder));
  const decisive = verdict.verdict === 'fail' ? verdict.finding.attempt : undefined;
  const printed = printedLines(state.traffic.attempts.get(rule.id, decisive)?.printed ?? '');
  if (printed.length > 0)
    recorder.note(`the receiver's last output: ${printed.map((line) => line.trim()).join(' | ')}`);
  if (verdict.verdict === 'fail' && rule.requirements.includes('update-time'))
    noteUpdateTimes(recorder, state);
  const result: RuleResult = {
    id: rule.id,
    title: rule.title,
    level: rule.level,
    basis: rule.basis,
    requirements: [...rule.requirements],
    why: (verdict.verdict === 'fail' && verdict.why) || rule.why,
    severity: severityIn(rule.severity, recorder.decisive(decisive)),
    ...causesOf(rule, verdict),
    ...reportedVerdict(verdict),
    evidence: recorder.evidence(state.effort.seed, decisive),
    durationMs: Math.round(performance.now() - start),
  };
  const findAdvice = verdict.verdict === 'fail' ? verdict.findAdvice : undefined;
  return {
    result: redactDeep(result, redactor),
    advise: findAdvice && adviser(findAdvice, rule, options, recorder),
  };
}

/** Most rules about time depend on whether an older report came later. */
function noteUpdateTimes(recorder: Recorder, { effort: { seed } }: RunState): void {
  const times = updateTimesIn(recorder.evidence(seed).attempts);
  if (times !== undefined) recorder.note(times);
}

/** Messages that it sends to find advice are evidence too. */
function adviser(findAdvice: FindAdvice, rule: Rule, options: RuleCheckOptions, recorder: Recorder): Advise {
  const { state, redactor, budget, signal } = options;
  return async (result, turn) => {
    const until = anySignal(signal, abortsAt(turn.endsAt));
    const ctx = createContext(rule, { ...options, turn }, recorder, until);
    const fix = await findAdvice(ctx).catch(() => undefined);
    await ctx.close(anySignal(signal, abortsAt(budget.endsAt)));
    if (fix === undefined || !result.finding) return result;
    const evidence = recorder.evidence(state.effort.seed, result.finding.attempt);
    return redactDeep({ ...result, finding: { ...result.finding, fix }, evidence }, redactor);
  };
}

/** The verdict on a rule that was never started. */
function unreached(rule: Rule, { state, signal, budget }: RuleCheckOptions): Verdict | undefined {
  const { gone } = state.seen;
  // The last rules report a crash, so they run even if the receiver is gone.
  const isFinding = rule.runs === 'last' && state.guards.crashes.isOver && state.guards.crashes.canStart;
  if (gone !== undefined && !isFinding)
    return { verdict: 'skipped', reasonCode: 'receiver-gone', detail: gone };
  if (signal.aborted) return stoppedBy(signal);
  if (state.guards.rate.isExceeded) return { verdict: 'inconclusive', ...rateLimited(state.guards.rate) };
  return performance.now() < budget.endsAt ? undefined : outOfTime(budget);
}

type Failed = Extract<Verdict, { readonly verdict: 'fail' }>;

/** Facts that let the report distinguish causes from consequences. */
function causesOf(
  { explainedBy: byRule, acknowledgementRank }: Rule,
  verdict: Verdict,
): Pick<RuleResult, 'explainedBy' | 'acknowledgementRank'> {
  const { explainedBy = byRule }: Partial<Failed> = verdict.verdict === 'fail' ? verdict : {};
  return {
    ...(explainedBy && { explainedBy: [...explainedBy] }),
    ...(acknowledgementRank && { acknowledgementRank }),
  };
}
