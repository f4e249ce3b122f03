import type { LoadEndState, LoadReport } from '../schemas/generated/types.ts';
import { anySignal } from '../simulator/any-signal.ts';
import { redactDeep } from '../text/secrets/redact.ts';
import { loadByWorkers, type ManyHooks, type ManyResult } from './distributed/coordinator.ts';
import { EndStateCheck } from './end-state/end-state.ts';
import { FailingWatch } from './failing-watch.ts';
import { type LoadHooks, type LoadTick, runLoad, schedule } from './index.ts';
import { loadReportOf } from './report/report.ts';
import { Series, tickMsFor } from './report/series.ts';
import type { Setup } from './setup.ts';

export interface RunHooks {
  readonly onTick: (tick: LoadTick) => void;
  /** Called with the number of PBXs checked after the load so far, and their total. */
  readonly onObserved: (observed: number, pbxs: number) => void;
  /** A permanent line. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** One load, from its first message to its verdict. */
export async function loadOnce(
  setup: Setup,
  { onTick, onObserved, say, signal }: RunHooks,
): Promise<LoadReport> {
  const series = new Series();
  const failing = setup.abortOn === undefined ? undefined : new FailingWatch(setup.abortOn);
  const stop = new AbortController();
  let stoppedBecause: string | undefined;
  const endState = setup.observer && new EndStateCheck(setup, setup.observer);
  const hooks: LoadHooks = {
    signal: anySignal(signal, stop.signal),
    onTick(tick) {
      series.add(tick);
      onTick(tick);
      stoppedBecause ??= failing?.see(tick);
      if (stoppedBecause !== undefined) stop.abort();
    },
    ...(endState ? { onDecided: endState.decided } : {}),
  };
  const { result, ...many } = await send(setup, { ...hooks, say });
  stoppedBecause ??= many.stoppedBecause;
  const isWhole = !signal.aborted && stoppedBecause === undefined;
  const seen: LoadEndState | undefined = isWhole
    ? redactDeep(await endState?.check(result, onObserved, signal), setup.redactor)
    : undefined;
  return loadReportOf({
    setup,
    result,
    series: series.points,
    endState: seen,
    stoppedBecause,
    isInterrupted: signal.aborted,
    workers: many.workers,
  });
}

/** Sent by this machine or by others. */
async function send(
  setup: Setup,
  hooks: ManyHooks,
): Promise<Pick<ManyResult, 'result'> & Partial<ManyResult>> {
  if (setup.via) return loadByWorkers(setup, setup.via, hooks);
  const { endMs } = schedule(setup.options.plan);
  const tickMs = tickMsFor(Number.isFinite(endMs) ? endMs : 0);
  return { result: await runLoad(setup.target, { ...setup.options, warmsUp: true, tickMs }, hooks) };
}
