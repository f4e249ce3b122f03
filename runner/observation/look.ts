import { CannotTell } from '../context/expect.ts';
import type { RunState } from '../context/run-state.ts';
import type { Recorder } from '../evidence/recorder.ts';
import type { Json } from './json.ts';

/** The receiver's state of a PBX, now; recorded where that is to be evidence. */
export async function look(
  { observer, inFlight }: Pick<RunState, 'observer' | 'inFlight'>,
  sn: string,
  signal: AbortSignal,
  recorder?: Recorder,
): Promise<Json> {
  if (!observer) throw new CannotTell({ because: 'need-missing', need: 'observer' });
  const seen = await inFlight(() => observer.look(sn, signal));
  recorder?.observation(sn, seen.kind === 'state' ? { state: seen.state } : { error: seen.reason });
  if (seen.kind === 'trouble') throw new CannotTell({ because: 'observer-failed', detail: seen.reason });
  return seen.state;
}
