import type { RunEvent } from '../../../runner/index.ts';
import { defined } from '../../../text/defined.ts';
import type { RuleState } from '../api/types.ts';

/** A rule after an event. Pure. */
export function ruleState(event: Extract<RunEvent, { kind: 'started' | 'checked' }>): RuleState {
  if (event.kind === 'started') return { id: event.rule.id, state: 'running' };
  const { id, verdict, need, reason, finding } = event.result;
  // An internal error comes with its stack, which belongs in the report.
  const sentence = verdict === 'error' ? reason?.split('\n')[0] : (reason ?? finding?.actual);
  return { id, state: verdict, ...defined({ need, reason: sentence }) };
}
