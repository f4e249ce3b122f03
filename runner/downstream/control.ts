import { systemClock } from '../../simulator/index.ts';
import { CannotTell } from '../context/expect.ts';
import type { Recorder } from '../evidence/recorder.ts';
import { effectsOfCalls } from './calls.ts';
import type { Downstream, DownstreamBehaviour } from './downstream.ts';
import type { DownstreamControl } from './downstream-control.ts';

const pollEveryMs = 25;

/** Lets a rule play the downstream; what it sees is recorded. `end` has it answer again. */
export function controlDownstream(
  downstream: Downstream | undefined,
  recorder: Recorder,
  settleMs: number,
  signal: AbortSignal,
): DownstreamControl & { end(): void } {
  let isChanged = false;
  const given = () => {
    if (!downstream) throw new CannotTell({ because: 'need-missing', need: 'downstream' });
    if (downstream.isFull) throw new CannotTell({ because: 'too-many-downstream-calls' });
    return downstream;
  };
  const calls = (sn: string) => {
    const seen = given().calls(sn);
    recorder.observation(sn, { state: effectsOfCalls(seen) });
    return seen;
  };
  const waitUntil = async (isMet: () => boolean) => {
    const endsAt = performance.now() + settleMs;
    while (!isMet() && performance.now() < endsAt && !signal.aborted) {
      await systemClock.sleep(pollEveryMs, signal);
    }
    if (signal.aborted) throw new CannotTell({ because: 'interrupted' });
  };
  return {
    behave(behaviour) {
      isChanged = true;
      given().behave(behaviour);
      recorder.note(`from here on the downstream ${inWords(behaviour)}`);
    },
    hasCalls: (sn) => (sn === undefined ? given().size : given().calls(sn).length) > 0,
    calls,
    async awaitCalls(sn, known) {
      await waitUntil(() => given().calls(sn).length > known);
      return calls(sn);
    },
    awaitAnyCall: (sns) => waitUntil(() => sns.some((sn) => given().calls(sn).length > 0)),
    end() {
      if (isChanged) downstream?.behave('answers');
    },
  };
}

function inWords(behaviour: DownstreamBehaviour): string {
  return typeof behaviour === 'object' ? `answers after ${behaviour.delayMs} ms` : behaviour;
}
