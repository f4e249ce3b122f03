import { systemClock } from '../../simulator/index.ts';
import { CannotTell } from '../context/expect.ts';
import type { Recorder } from '../evidence/recorder.ts';
import type { DownstreamCall } from './calls.ts';
import { effectsOfCalls } from './calls.ts';
import type { Downstream, DownstreamBehaviour } from './downstream.ts';

/** The service behind the receiver, in the hands of one rule. */
export interface DownstreamControl {
  /** From now on it behaves so, until the rule ends. */
  behave(behaviour: DownstreamBehaviour): void;
  /** Whether any call has come by now, one that names this PBX or, without one, whatever it names. */
  hasCalls(sn?: string): boolean;
  /** The calls that name this PBX, by now. */
  calls(sn: string): readonly DownstreamCall[];
  /** The calls that name this PBX once there are more than `known`; as they are when that does not happen within `--settle`. */
  awaitCalls(sn: string, known: number): Promise<readonly DownstreamCall[]>;
  /** Lets time pass until a call names one of these PBXs, `--settle` at most. */
  awaitAnyCall(sns: readonly string[]): Promise<void>;
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
  const waitUntil = async (isMet: () => boolean) => {
    const endsAt = performance.now() + settleMs;
    while (!isMet() && performance.now() < endsAt && !signal.aborted) {
      await systemClock.sleep(pollEveryMs, signal);
    }
    if (signal.aborted) throw new CannotTell('interrupted');
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
