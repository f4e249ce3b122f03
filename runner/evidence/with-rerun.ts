import type { RuleResult, Sequence } from '../../schemas/generated/types.ts';
import type { Redactor } from '../../text/redact.ts';
import type { Rule } from '../rule.ts';
import type { RunEvent } from '../run.ts';

/** The command that runs a rule again, on the cases of this seed or with the sequence that failed. */
type RerunCommand = (rule: Rule, seed: number, sequence?: Sequence) => string;

/** Gives each checked result its rerun command. Pure. */
export function withRerun(
  rules: readonly Rule[],
  command: RerunCommand | undefined,
  seed: number,
  redactor: Redactor,
): (result: RuleResult) => RuleResult {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return (result) => {
    const rule = byId.get(result.id);
    if (!command || !rule || result.verdict === 'skipped') return result;
    return { ...result, rerun: redactor.text(command(rule, seed, result.finding?.sequence)) };
  };
}

/** An event as those who follow the run are told it. */
export function eventWithRerun(event: RunEvent, finish: (result: RuleResult) => RuleResult): RunEvent {
  return event.kind === 'checked' ? { ...event, result: finish(event.result) } : event;
}
