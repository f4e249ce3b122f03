import type { Rule, RunEvent, RunState } from '../runner/index.ts';
import type { RuleResult } from '../schemas/generated/types.ts';
import type { Redactor } from '../text/secrets/redact.ts';
import type { CommonCheckOptions } from './check-options.ts';

/** Adds the command that shows the same result again, with the seed's cases or the failed sequence, if one rule alone can show it. Pure. */
export function withRerun(
  rules: readonly Rule[],
  command: CommonCheckOptions['rerunCommand'] | undefined,
  { effort: { seed }, traffic: { messagesSeen } }: Pick<RunState, 'effort' | 'traffic'>,
  redactor: Redactor,
): (result: RuleResult) => RuleResult {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return (result) => {
    const rule = byId.get(result.id);
    if (!command || !rule || result.verdict === 'skipped') return result;
    if (rule.isAboutTheRun || messagesSeen.decided.has(rule.id)) return result;
    return { ...result, rerun: redactor.text(command(rule, seed, result.finding?.sequence, result.behind)) };
  };
}

/** An event for `onEvent`, with the rerun command. */
export function eventWithRerun(event: RunEvent, finish: (result: RuleResult) => RuleResult): RunEvent {
  return event.kind === 'checked' ? { ...event, result: finish(event.result) } : event;
}
