import { type Beforehand, decide, gatherFacts } from '../../diagnosis/index.ts';
import {
  type Adapted,
  type Budget,
  isTight,
  type Rule,
  type RunState,
  runRules,
} from '../../runner/index.ts';
import type { RuleResult } from '../../schemas/generated/types.ts';
import { defined } from '../../text/defined.ts';
import type { Redactor } from '../../text/secrets/redact.ts';
import type { CommonCheckOptions, PlayedOptions } from '../check-options.ts';
import { createState } from '../create-state.ts';
import { prepareRun } from '../prepare.ts';
import { withRerun } from '../with-rerun.ts';
import type { FoundInRun } from './see-through.ts';

/** How long the diagnosis may take after the budget is used up (ms). */
const afterwardsMs = 5000;

interface Ran {
  readonly rules: readonly Rule[];
  readonly state: RunState;
  readonly beforehand: Beforehand | undefined;
  readonly results: readonly RuleResult[];
}

/** The causes of what a run found. Undefined if it was interrupted. */
export async function foundIn(
  { rules, state, beforehand, results }: Ran,
  budget: Budget,
  signal: AbortSignal,
): Promise<FoundInRun | undefined> {
  const until = { ...budget, endsAt: budget.endsAt + afterwardsMs };
  const facts = await gatherFacts(state, beforehand, { rules, results }, signal, until);
  return facts && { state, facts, results, causes: decide(facts) };
}

interface Again {
  readonly url: string;
  readonly options: PlayedOptions;
  readonly before: RunState;
  readonly redactor: Redactor;
  readonly budget: Budget;
  readonly signal: AbortSignal;
  readonly onEvent: CommonCheckOptions['onEvent'];
}

/** Runs rules with a sender that adapts, in what is left of the budget. */
export async function runAgain(
  { url, options, before, redactor, budget: { endsAt }, signal, onEvent }: Again,
  adapted: Adapted,
  rules: readonly Rule[],
): Promise<FoundInRun | undefined> {
  const budget = { endsAt, totalMs: wholeSeconds(endsAt - performance.now()) };
  const { words } = adapted;
  const progress = (checked: number) => onEvent?.({ kind: 'behind', words, checked, total: rules.length });
  progress(0);
  const { seed } = before.effort;
  const { identities, seen } = before;
  const created = createState(url, rules, { ...options, seed }, adapted, identities);
  const { hasServed, opensEarly, newestTime } = seen;
  Object.assign(created.seen, defined({ hasServed, opensEarly, newestTime }));
  try {
    const { state, beforehand } = await prepareRun(created, budget, signal);
    const results = await runRules({
      ...{ rules, state, redactor, budget, signal },
      onEvent: (event) => event.kind === 'checked' && progress(event.checked),
      isTight: isTight(budget, { pace: state.guards.pace, ...state.seen }, before.guards.rate.perSecond),
    });
    const behind = [...adapted.causes];
    const finish = withRerun(rules, options.rerunCommand, state, redactor);
    const finished = results.map((result) => finish({ ...result, behind }));
    return await foundIn({ rules, state, beforehand, results: finished }, budget, signal);
  } finally {
    created.target.connector.close();
  }
}

function wholeSeconds(ms: number): number {
  return Math.max(1, Math.floor(ms / 1000)) * 1000;
}
