import type { RuleResult, Sequence } from '../../schemas/generated/types.ts';
import type { Redactor } from '../../text/redact.ts';
import type { Rule } from '../rule.ts';
import type { RunEvent } from '../run.ts';

/** The command that judges a rule again, on the cases of this seed, or with the one sequence that it failed. */
type ReplayCommand = (rule: Rule, seed: number, sequence?: Sequence) => string;

/** Gives each result that was tried the command that shows it again. Pure. */
export function withReplay(
  rules: readonly Rule[],
  command: ReplayCommand | undefined,
  seed: number,
  redactor: Redactor,
): (result: RuleResult) => RuleResult {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  return (result) => {
    const rule = byId.get(result.id);
    if (!command || !rule || result.verdict === 'skipped') return result;
    return { ...result, replay: redactor.text(command(rule, seed, result.finding?.sequence)) };
  };
}

/** An event as those who follow the run are told it. */
export function toldEvent(event: RunEvent, finish: (result: RuleResult) => RuleResult): RunEvent {
  return event.kind === 'judged' ? { ...event, result: finish(event.result) } : event;
}
