import { showsCapacity, showsEntries } from '../observation/index.ts';
import type { Need } from '../schemas/need.ts';
import { carriageOf } from '../simulator/wire/request.ts';
import { isTimeSimulated } from '../time/index.ts';
import type { RunState } from './context/run-state.ts';
import { observesNamelessCalls } from './downstream/nameless.ts';
import type { Rule } from './rule.ts';
import { observes } from './rule-groups.ts';
import type { Verdict } from './verdict.ts';

/** The verdict on a rule if one of its needs is missing; otherwise `undefined`. */
export function missingNeed(rule: Rule, state: RunState): Verdict | undefined {
  const { learned, observer, settleMs } = state.observation;
  const sawNothing = learned?.problem === 'no-effect';
  const carriage = carriageOf(state.target.webhook, state.target.profile);
  const isGiven: Record<Need, boolean> = {
    observer: observer !== undefined,
    state: observer?.showsState === true,
    'pbx-state': observer?.showsState === true && observer.isPerPbx,
    'own-states': learned?.problem !== 'one-state',
    'did-effects': sawNothing || learned?.effects.dids !== false,
    'capacity-effects': sawNothing || learned?.effects.capacity !== false,
    'shown-dids':
      learned === undefined || sawNothing || (showsEntries(learned) && learned.current !== 'unclear'),
    'shown-capacity': learned === undefined || sawNothing || showsCapacity(learned),
    'named-calls': !observesNamelessCalls(state),
    downstream: state.observation.downstream !== undefined,
    restart: state.receiver.process !== undefined,
    output: (state.receiver.process?.output ?? state.receiver.output) !== undefined,
    carriage: carriage !== 'none',
    body: carriage === 'body',
    https: state.target.webhook.url.startsWith('https:'),
    'previous-secret': state.target.previousSecret !== undefined,
    thorough: state.effort.isThorough,
    'real-time': !isTimeSimulated(),
  };
  const needed = [...(rule.needs ?? []), ...(observes(rule) ? impliedNeeds(rule) : [])];
  const missing = needed.find((need) => !isGiven[need]);
  if (missing) return { verdict: 'skipped', need: missing };
  if (!observes(rule) || !observer) return undefined;
  const { observerInstability } = state.seen;
  if (observerInstability)
    return {
      verdict: 'inconclusive',
      reasonCode: 'observer-unstable',
      detail: `the observer shows changes even when nothing is sent: ${observerInstability.how}`,
    };
  if (state.observation.unlearned) return { verdict: 'inconclusive', ...state.observation.unlearned };
  return sawNothing
    ? { verdict: 'inconclusive', reasonCode: 'nothing-shown', settleMs, observer: observer.option }
    : undefined;
}

/** Most rules that observe send DID reports. */
function impliedNeeds({ bearsOneState = false }: Rule): readonly Need[] {
  return [...(bearsOneState ? [] : (['own-states'] as const)), 'did-effects', 'named-calls'];
}
