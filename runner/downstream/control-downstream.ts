import { type Downstream, type DownstreamBehavior, effectsOfCalls } from '../../observation/index.ts';
import { systemClock } from '../../simulator/index.ts';
import { CannotTell } from '../context/expect.ts';
import type { Recorder } from '../evidence/recorder.ts';
import { callWindows } from './call-windows.ts';
import type { DownstreamControl } from './downstream-control.ts';
import { isNameless } from './nameless.ts';

const pollEveryMs = 25;
/** How long to wait for a pause in the calls, since a receiver may call all the time (ms). */
const maxBusyMs = 30_000;

/** What the rules of a run share. */
interface Shared extends Pick<DownstreamControl, 'seen'> {
  readonly downstream: Downstream | undefined;
  readonly settleMs: number;
}

/** Lets a rule simulate the downstream. What it sees is recorded. `end` restores normal responses. */
export function controlDownstream(
  { downstream, settleMs, seen }: Shared,
  recorder: Recorder,
  /** A part of every serial number of this run. */
  runTag: string,
  signal: AbortSignal,
): DownstreamControl & { end(): void } {
  let isChanged = false;
  const given = () => {
    if (!downstream) throw new CannotTell({ reasonCode: 'need-missing', need: 'downstream' });
    if (downstream.isFull) throw new CannotTell({ reasonCode: 'too-many-downstream-calls' });
    return downstream;
  };
  const windows = callWindows();
  const hasNamelessOnly = () => isNameless(given(), runTag);
  const callsNow = (sn: string) => (hasNamelessOnly() ? windows.calls(given(), sn) : given().calls(sn));
  const hasCalls = (sn: string) => callsNow(sn).length > 0;
  const calls = (sn: string) => {
    const seen = callsNow(sn);
    recorder.observation(sn, { state: effectsOfCalls(seen) });
    return seen;
  };
  const waitUntil = async (isMet: () => boolean) => {
    const endsAt = performance.now() + settleMs;
    while (!isMet() && performance.now() < endsAt && !signal.aborted) {
      await systemClock.sleep(pollEveryMs, signal);
    }
    if (signal.aborted) throw new CannotTell({ reasonCode: 'interrupted' });
  };
  return {
    behave(behavior) {
      isChanged = true;
      given().behave(behavior);
      recorder.noteAt(`the downstream service began to ${inWords(behavior)}`);
    },
    hasCalls,
    get hasAnyCall() {
      return given().size > 0;
    },
    seen,
    get namedCalls() {
      return given().calls(runTag).length;
    },
    get isNameless() {
      return hasNamelessOnly();
    },
    countAs: (sn) => windows.begin(sn, given().size),
    countOnly: windows.countOnly,
    calls,
    async awaitCalls(sn, known) {
      await waitUntil(() => callsNow(sn).length > known);
      return calls(sn);
    },
    async quiet() {
      const endsAt = performance.now() + maxBusyMs;
      for (let known = -1; known < given().size && performance.now() < endsAt && !signal.aborted; ) {
        known = given().size;
        await systemClock.sleep(settleMs / 2, signal);
      }
    },
    awaitAnyCall: (sns) => waitUntil(() => sns.some(hasCalls)),
    end() {
      if (isChanged) downstream?.behave('answers');
    },
  };
}

function inWords(behavior: DownstreamBehavior): string {
  if (typeof behavior === 'object') return `wait ${behavior.delayMs} ms before it responds,`;
  return { hangs: 'hang', fails: 'fail', refuses: 'refuse connections', answers: 'respond' }[behavior];
}
