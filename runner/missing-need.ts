import type { Need } from '../schemas/need.ts';
import type { RunState } from './context/run-state.ts';
import type { Rule } from './rule.ts';
import type { Verdict } from './verdict.ts';

/** The verdict on a rule of which something is not given; else `undefined`. */
export function missingNeed(rule: Rule, state: RunState): Verdict | undefined {
  const isGiven: Record<Need, boolean> = {
    observer: state.observer !== undefined,
    state: state.observer?.showsState === true,
    'pbx-state': state.observer?.showsState === true && state.observer.isPerPbx,
    downstream: state.downstream !== undefined,
    restart: state.process !== undefined,
    carriage: carriageOf(state) !== 'none',
    body: carriageOf(state) === 'body',
    https: state.webhook.url.startsWith('https:'),
    'retired-secret': state.retiredSecret !== undefined,
    thorough: state.isThorough,
  };
  const missing = rule.needs?.find((need) => !isGiven[need]);
  return missing && { verdict: 'skipped', need: missing };
}

function carriageOf(state: RunState): 'body' | 'query' | 'none' {
  return state.webhook.method === 'GET' ? state.profile.getCarriage : 'body';
}
