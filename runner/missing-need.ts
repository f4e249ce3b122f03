import type { RunState } from './context/run-state.ts';
import type { Need, Rule } from './rule.ts';
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
  return missing && { verdict: 'skipped', reason: missingReasons[missing] };
}

export const missingReasons: Record<Need, string> = {
  observer: 'needs to see the state of the receiver: give --observe-url',
  state:
    'needs to see the state of the receiver, which its calls to the downstream do not show: give --observe-url',
  'pbx-state': 'needs to see the state of one PBX alone: give --observe-url with {sn}',
  downstream: 'needs to play the service that the receiver calls: give --downstream-port',
  restart: 'needs to kill the receiver and start it again: give --exec',
  carriage: 'needs messages that are carried: with getCarriage none a GET carries nothing',
  body: 'needs messages in the body of the request: here a GET carries them elsewhere',
  https: 'needs a receiver that is reached over https',
  'retired-secret': 'needs a secret that the webhook had before: give --retired-secret-env',
  thorough: 'needs many measurements, which take a minute: give --thorough',
};

function carriageOf(state: RunState): 'body' | 'query' | 'none' {
  return state.webhook.method === 'GET' ? state.profile.getCarriage : 'body';
}
