import { CannotTell } from '../context/expect.ts';
import type { RunState } from '../context/run-state.ts';
import type { Recorder } from '../evidence/recorder.ts';
import type { Json } from './json.ts';
import { Observation } from './observation.ts';
import { type Seen, trouble } from './observer.ts';

const pollEveryMs = 25;

/** Observes through the observer of a run; recorded where that is to be evidence. */
export function observationOf(
  { observer, inFlight, settleMs }: Pick<RunState, 'observer' | 'inFlight' | 'settleMs'>,
  signal: AbortSignal,
  recorder?: Recorder,
): Observation {
  const look = async (sn: string): Promise<Seen> => {
    if (!observer) return trouble('this needs an observer');
    const seen = await inFlight(() => observer.look(sn, signal));
    recorder?.observation(sn, seen.kind === 'state' ? { state: seen.state } : { error: seen.reason });
    return seen;
  };
  return new Observation({ look, settleMs, pollEveryMs, signal });
}

/** @throws CannotTell when nothing was seen. */
export function stateOf(seen: Seen): Json {
  if (seen.kind === 'trouble') throw new CannotTell(seen.reason);
  return seen.state;
}
