import { type Json, limitSeen, type Seen, StatePoller } from '../../observation/index.ts';
import { CannotTell } from '../context/expect.ts';
import type { RunState } from '../context/run-state.ts';
import type { Recorder } from '../evidence/recorder.ts';

const pollEveryMs = 25;

/** Polls a run's observer, and records evidence. */
export function pollerFor(
  run: Pick<RunState, 'observation' | 'guards' | 'seen'>,
  signal: AbortSignal,
  recorder?: Recorder,
): StatePoller {
  const { observer, settleMs } = run.observation;
  const { inFlight, rate } = run.guards;
  const pauseMs = () => run.seen.pauseMs ?? 0;
  const observe = async (sn: string): Promise<Seen> => {
    if (!observer) throw new CannotTell({ reasonCode: 'need-missing', need: 'observer' });
    const look = () => timed(run.seen.looks, () => observer.observe(sn, signal));
    const seen = await inFlight.run(() => rate.observe(look, limitSeen));
    recorder?.observation(sn, seen.kind === 'state' ? { state: seen.state } : { error: seen.reason });
    return seen.kind === 'state' ? { ...seen, ...run.seen.ignored.look(sn, seen.state) } : seen;
  };
  return new StatePoller({ observe, settleMs, pollEveryMs, pauseMs, signal });
}

/** An interrupted observation shows nothing. */
async function timed(looks: RunState['seen']['looks'], look: () => Promise<Seen>): Promise<Seen> {
  const start = performance.now();
  const seen = await look();
  if (seen.kind !== 'state') return seen;
  looks.count += 1;
  looks.totalMs += performance.now() - start;
  looks.waitedMs += seen.waitedMs ?? 0;
  return seen;
}

/** @throws CannotTell if nothing was seen. */
export function stateSeen(seen: Seen): Json {
  if (seen.kind === 'trouble') throw new CannotTell({ reasonCode: 'observer-failed', detail: seen.reason });
  return seen.state;
}
