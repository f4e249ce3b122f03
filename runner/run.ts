import pLimit from 'p-limit';
import type { RuleResult } from '../schemas/generated/types.ts';
import { inWords } from '../text/option-words.ts';
import { type Redactor, redactDeep } from '../text/redact.ts';
import { adviceFor } from './advice.ts';
import { createContext } from './context/context.ts';
import { CannotTell, LateMeasurement, Unmet } from './context/expect.ts';
import type { RunState } from './context/run-state.ts';
import { Recorder } from './evidence/recorder.ts';
import { harmIn } from './harm.ts';
import { missingNeed } from './missing-need.ts';
import { fenceShows } from './observation/fence.ts';
import { backlogMs } from './observation/rule-observation.ts';
import { reportedVerdict } from './report/reported-verdict.ts';
import { triedAgain } from './retry-failed.ts';
import type { Rule } from './rule.ts';
import type { Verdict } from './verdict.ts';

/** What a run tells while it goes on. */
export type RunEvent =
  /** A rule is about to be tried. */
  | {
      readonly kind: 'started';
      /** The rule. */
      readonly rule: Rule;
      /** How many rules the run judges. */
      readonly total: number;
    }
  /** A rule was judged. */
  | {
      readonly kind: 'judged';
      /** What was found. */
      readonly result: RuleResult;
      /** How many rules were judged by now, with this one. */
      readonly judged: number;
      /** How many rules the run judges. */
      readonly total: number;
    };

export interface RunOptions {
  readonly rules: readonly Rule[];
  readonly state: RunState;
  readonly redactor: Redactor;
  /** No rule may take longer than this (ms): beyond, nothing can be told. */
  readonly ruleBudgetMs: number;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}

/** More rules at once would only wait for each other's attempts. */
export const rulesAtOnce = 64;

/** Judges every rule, side by side where they may; results come in the order of the rules. */
export async function runRules(options: RunOptions): Promise<RuleResult[]> {
  const results = new Map<Rule, RuleResult>();
  const total = options.rules.length;
  const judge = async (rule: Rule) => {
    options.onEvent?.({ kind: 'started', rule, total });
    const result = await judgeRule(rule, options);
    results.set(rule, result);
    options.onEvent?.({ kind: 'judged', result, judged: results.size, total });
  };
  const limit = pLimit(rulesAtOnce);
  const [first = [], ...rest] = ruleGroupsOf(options.rules, options.state);
  const judgeTogether = (some: readonly Rule[]) => Promise.all(some.map((rule) => limit(judge, rule)));
  await judgeTogether(first);
  // A receiver that acknowledges first and works later has a queue now: who looks at its state waits until it is worked off.
  if (options.state.seen.showsEffects)
    await fenceShows(options.state, backlogMs, options.signal).catch(() => false);
  for (const group of rest) await judgeTogether(group);
  return options.rules.flatMap((rule) => results.get(rule) ?? []);
}

/** What of a run says which rules disturb each other. */
type Sharing = Pick<RunState, 'process'> & { readonly observer: { readonly isPerPbx: boolean } | undefined };

/** The rules in groups that are judged one after the other, the rules of a group side by side: first what does not observe. Pure. */
export function ruleGroupsOf(rules: readonly Rule[], state: Sharing): readonly (readonly Rule[])[] {
  const inPhase = (phase: Phase) => rules.filter((rule) => phaseOf(rule, state) === phase);
  const together = inPhase('together');
  // What kills the receiver comes late: it may not come back.
  const kills = (rule: Rule) => Number(restarts(rule, state));
  const alone = inPhase('alone').sort((a, b) => kills(a) - kills(b));
  const oneByOne = [...alone, ...inPhase('last')].map((rule) => [rule]);
  return [together.filter((rule) => !observes(rule)), together.filter(observes), ...oneByOne];
}

type Phase = 'together' | 'alone' | 'last';

/** An observer that shows one state for all PBXs sees what other rules do: what observes then runs alone. */
function phaseOf(rule: Rule, state: Sharing): Phase {
  const isShared = state.observer?.isPerPbx === false && observes(rule);
  const needsItAll = isShared || restarts(rule, state) || rule.needs?.includes('downstream') === true;
  return rule.runs ?? (needsItAll ? 'alone' : 'together');
}

function observes(rule: Rule): boolean {
  return rule.needs?.includes('observer') === true;
}

function restarts(rule: Rule, { process }: Sharing): boolean {
  return process !== undefined && (rule.mayRestart === true || rule.needs?.includes('restart') === true);
}

async function judgeRule(rule: Rule, options: RunOptions): Promise<RuleResult> {
  const again = { ...options, state: { ...options.state, shrinks: false } };
  return triedAgain(await tryOnce(rule, options), () => tryOnce(rule, again));
}

async function tryOnce(rule: Rule, options: RunOptions): Promise<RuleResult> {
  const { state, redactor } = options;
  const start = performance.now();
  const recorder = new Recorder(redactor);
  const missing = missingNeed(rule, state) ?? goneReceiver(state);
  const verdict = missing ?? (options.signal.aborted ? interrupted : await tryRule(rule, options, recorder));
  const decisive = verdict.verdict === 'fail' ? verdict.finding.attempt : undefined;
  const result: RuleResult = {
    id: rule.id,
    title: rule.title,
    level: rule.level,
    basis: rule.basis,
    requirements: [...rule.requirements],
    why: rule.why,
    harm: harmIn(rule.harm, recorder.decisive(decisive)),
    ...causesOf(rule),
    ...reportedVerdict(verdict, state.words),
    evidence: recorder.evidence(state.seed),
    durationMs: Math.round(performance.now() - start),
  };
  return redactDeep(result, redactor);
}

/** What a report needs to tell causes from consequences. */
function causesOf({
  explainedBy,
  acknowledgementRank,
}: Rule): Pick<RuleResult, 'explainedBy' | 'acknowledgementRank'> {
  return {
    ...(explainedBy && { explainedBy: [...explainedBy] }),
    ...(acknowledgementRank && { acknowledgementRank }),
  };
}

const interrupted: Verdict = { verdict: 'skipped', because: 'interrupted' };

/** How often a rule is tried whose attempts this process itself measures late. */
const triesWhenLate = 3;

/** The one place that catches. */
async function tryRule(rule: Rule, options: RunOptions, recorder: Recorder): Promise<Verdict> {
  const budget = AbortSignal.timeout(options.ruleBudgetMs);
  for (let left = triesWhenLate - 1; ; left -= 1) {
    const ctx = createContext(rule, options.state, recorder, AbortSignal.any([options.signal, budget]));
    try {
      await rule.run(ctx);
      return { verdict: 'pass' };
    } catch (error) {
      const isOver = options.signal.aborted || budget.aborted || left === 0;
      if (isOver || !(error instanceof LateMeasurement))
        return verdictOf(error, rule, { ...options, recorder }, budget);
    } finally {
      await ctx.close();
    }
  }
}

/** What it says of a receiver that a rule ended like this. */
function verdictOf(
  error: unknown,
  rule: Rule,
  options: RunOptions & { readonly recorder: Recorder },
  budget: AbortSignal,
): Verdict {
  if (error instanceof Unmet) {
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
  if (budget.aborted) {
    return { verdict: 'inconclusive', because: 'out-of-time', budgetMs: options.ruleBudgetMs };
  }
  if (error instanceof CannotTell) return { verdict: 'inconclusive', ...error.because };
  return {
    verdict: 'error',
    reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

function goneReceiver({ seen }: RunState): Verdict | undefined {
  if (seen.gone === undefined) return undefined;
  return { verdict: 'skipped', because: 'receiver-gone', detail: seen.gone };
}
