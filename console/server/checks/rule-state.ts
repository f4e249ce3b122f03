import type { RunEvent } from '../../../runner/run.ts';
import type { RuleState } from '../../../schemas/generated/console-types.ts';
import { defined } from '../../../text/defined.ts';

/** A rule as it is after an event. Pure. */
export function ruleState(event: RunEvent): RuleState {
  if (event.kind === 'started') return { id: event.rule.id, state: 'running' };
  const { id, verdict, need, reason, finding } = event.result;
  // A mistake of the tool comes with where it happened, which is for the report.
  const sentence = verdict === 'error' ? reason?.split('\n')[0] : (reason ?? finding?.actual);
  return {
    ...{ id, state: verdict },
    ...(need && { need }),
    ...defined({ reason: sentence }),
  };
}
