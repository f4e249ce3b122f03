import { systemClock } from '../../simulator/index.ts';
import { CannotTell } from '../expect.ts';
import type { Recorder } from '../recorder.ts';
import type { DownstreamCall } from './calls.ts';
import { effectsOfCalls } from './calls.ts';
import type { Downstream, DownstreamBehaviour } from './downstream.ts';

/** The service behind the receiver, in the hands of one rule. */
export interface DownstreamControl {
  /** From now on it behaves so, until the rule ends. */
  behave(behaviour: DownstreamBehaviour): void;
  /** Whether any call has come by now, whatever it names. */
  hasCalls(): boolean;
  /** The calls that name this PBX, by now. */
  calls(sn: string): readonly DownstreamCall[];
  /** The calls that name this PBX once there are more than `known`; as they are when that does not happen within `--settle`. */
  awaitCalls(sn: string, known: number): Promise<readonly DownstreamCall[]>;
}

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
    if (!downstream) throw new CannotTell('this needs a downstream: give --downstream-port');
    if (downstream.isFull)
      throw new CannotTell('the receiver made more calls to the downstream than are kept');
    return downstream;
  };
  const calls = (sn: string) => {
    const seen = given().calls(sn);
    recorder.observation(sn, { state: effectsOfCalls(seen) });
    return seen;
  };
  return {
    behave(behaviour) {
      isChanged = true;
      given().behave(behaviour);
      recorder.note(`from here on the downstream ${inWords(behaviour)}`);
    },
    hasCalls: () => given().size > 0,
    calls,
    async awaitCalls(sn, known) {
      const endsAt = performance.now() + settleMs;
      while (given().calls(sn).length <= known && performance.now() < endsAt && !signal.aborted) {
        await systemClock.sleep(pollEveryMs, signal);
      }
      if (signal.aborted) throw new CannotTell('interrupted');
      return calls(sn);
    },
    end() {
      if (isChanged) downstream?.behave('answers');
    },
  };
}

function inWords(behaviour: DownstreamBehaviour): string {
  return typeof behaviour === 'object' ? `answers after ${behaviour.delayMs} ms` : behaviour;
}
