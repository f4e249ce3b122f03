import type { LoadEndState, LoadReport } from '../../schemas/generated/types.ts';
import { type LoadHooks, type LoadTick, runLoad, schedule } from '../../simulator/load/index.ts';
import { EndState } from './end-state/end-state.ts';
import { FailingWatch } from './failing.ts';
import type { Setup } from './plan.ts';
import { reportOf } from './report.ts';
import { Series, tickMsFor } from './series.ts';

export interface RunHooks {
  readonly onTick: (tick: LoadTick) => void;
  /** How many PBXs have been looked at after the storm, of how many. */
  readonly onLook: (looked: number, pbxs: number) => void;
  readonly signal: AbortSignal;
}

/** One load from its first message to its verdict. */
export async function loadOnce(setup: Setup, { onTick, onLook, signal }: RunHooks): Promise<LoadReport> {
  const series = new Series();
  const failing = setup.abortOn === undefined ? undefined : new FailingWatch(setup.abortOn);
  const stop = new AbortController();
  let stoppedBecause: string | undefined;
  const endState = setup.observer && new EndState(setup, setup.observer);
  const hooks: LoadHooks = {
    signal: AbortSignal.any([signal, stop.signal]),
    onTick(tick) {
      series.add(tick);
      onTick(tick);
      stoppedBecause ??= failing?.see(tick);
      if (stoppedBecause !== undefined) stop.abort();
    },
    ...(endState ? { onDecided: endState.decided } : {}),
  };
  const { endMs } = schedule(setup.options.plan);
  const tickMs = tickMsFor(Number.isFinite(endMs) ? endMs : 0);
  const result = await runLoad(setup.target, { ...setup.options, tickMs }, hooks);
  const isWhole = !signal.aborted && stoppedBecause === undefined;
  const seen: LoadEndState | undefined = isWhole ? await endState?.judge(result, onLook, signal) : undefined;
  return reportOf({
    setup,
    result,
    series: series.points,
    endState: seen,
    stoppedBecause,
    isInterrupted: signal.aborted,
  });
}
