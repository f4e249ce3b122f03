import { systemClock } from '../../simulator/index.ts';
import { CannotTell } from '../context/expect.ts';
import type { RuleContext } from '../context/rule-context.ts';
import type { RunState } from '../context/run-state.ts';
import type { Recorder } from '../evidence/recorder.ts';
import type { Rule } from '../rule.ts';
import { fenceShows } from './fence.ts';
import { isSame, type Json } from './json.ts';
import { look } from './look.ts';

const pollEveryMs = 25;
/** How long a state must stay the same to have come to rest (ms). */
const quietMs = 100;
/** How long a receiver may take to work off what was sent before (ms). */
export const backlogMs = 30_000;

type Observation = Pick<RuleContext, 'observe' | 'observeChange' | 'observeQuiet'>;

/** How one rule looks at the receiver's state; what it sees is recorded. */
export function createObservation(
  rule: Rule,
  run: RunState,
  recorder: Recorder,
  signal: AbortSignal,
): Observation {
  const observe = (sn: string) => look(run, sn, signal, recorder);

  const rest = async (sn: string, first: Json): Promise<Json> => {
    let state = first;
    const endsAt = performance.now() + run.settleMs;
    while (performance.now() < endsAt) {
      await systemClock.sleep(quietMs, signal);
      const later = await observe(sn);
      if (isSame(later, state)) return later;
      state = later;
    }
    return state;
  };

  const firstChange = async (sn: string, before: Json): Promise<Json> => {
    const endsAt = performance.now() + run.settleMs;
    let state = await observe(sn);
    while (isSame(state, before) && performance.now() < endsAt) {
      await systemClock.sleep(pollEveryMs, signal);
      state = await observe(sn);
    }
    return state;
  };

  return {
    observe,
    async observeChange(sn, before) {
      let state = await firstChange(sn, before);
      if (isSame(state, before) && run.seen.showsEffects) {
        await catchUp(rule, run, signal);
        state = await firstChange(sn, before);
      }
      return isSame(state, before) ? state : rest(sn, state);
    },
    async observeQuiet(sn) {
      if (run.observer?.isPerPbx) await catchUp(rule, run, signal);
      else await systemClock.sleep(run.settleMs, signal);
      return rest(sn, await observe(sn));
    },
  };
}

/** What a queue has before it is the doing of all rules together, and no fault of the receiver. */
async function catchUp({ id }: Rule, run: RunState, signal: AbortSignal): Promise<void> {
  const { showsEffects } = run.seen;
  if (await fenceShows(run, showsEffects ? backlogMs : run.settleMs, signal)) return;
  if (!showsEffects) return;
  throw new CannotTell({ because: 'did-not-catch-up', withinMs: backlogMs, ownRule: id });
}
