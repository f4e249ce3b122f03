import { isSame, type Json } from '../../observation/index.ts';
import { averageMs } from '../budget.ts';
import { CannotTell } from '../context/expect.ts';
import type { RuleContext } from '../context/rule-context.ts';
import type { RunState } from '../context/run-state.ts';
import type { Recorder } from '../evidence/recorder.ts';
import type { Rule } from '../rule.ts';
import { fenceShows, newestShows } from './fence.ts';
import { controlBeside, noteControl } from './noise.ts';
import { stoppedApplying } from './progress.ts';
import { pollerFor, stateSeen } from './run-poller.ts';
import { findStoppedWorker } from './stopped-worker.ts';

/** How long a receiver may take to process earlier messages (ms). */
export const backlogMs = 30_000;

type RuleObservation = Pick<
  RuleContext,
  'observe' | 'observeChange' | 'catchUp' | 'observeQuiet' | 'stoppedApplying'
>;

/** How a rule observes the receiver's state. What it sees is recorded. */
export function observationFor(
  rule: Rule,
  run: RunState,
  recorder: Recorder,
  signal: AbortSignal,
): RuleObservation {
  const own = pollerFor(run, signal, recorder);
  const lookAtControl = () => {
    const control = controlBeside(run);
    const { perSecond = Number.POSITIVE_INFINITY } = run.guards.rate;
    const eachMs = Math.max(averageMs(run.seen.looks), 1000 / perSecond);
    const { observe } = pollerFor(run, signal);
    return control === undefined ? undefined : run.traffic.controlLooks.beside(control, eachMs, observe);
  };
  /** What differs at a control PBX at the same moment isn't due to a message. */
  const poller = own.observingBy(async (sn) => {
    const [seen, control] = await Promise.all([own.observe(sn), lookAtControl()]);
    if (seen.kind === 'state' && control?.seen.kind === 'state')
      noteControl(run, { sn: control.sn, state: control.seen.state }, { sn, state: seen.state });
    return seen;
  });
  const observe = async (sn: string) => stateSeen(await poller.observe(sn));
  const changed = async (sn: string, before: Json) => stateSeen(await poller.changed(sn, before));
  const settled = async (sn: string, first?: Json, before?: Json) =>
    stateSeen((await poller.settled(sn, first, before)).seen);
  const catchUp = () => (run.observation.observer?.isPerPbx ? workOff(rule, run, signal) : poller.quiet());
  return {
    observe,
    async observeChange(sn, before) {
      let state = await changed(sn, before);
      if (isSame(state, before) && run.seen.showsEffects) {
        await workOff(rule, run, signal);
        state = await changed(sn, before);
      }
      return isSame(state, before) ? state : settled(sn, state, before);
    },
    catchUp,
    async observeQuiet(sn) {
      await catchUp();
      return settled(sn);
    },
    async stoppedApplying() {
      run.seen.stoppedWorker ??= await findStoppedWorker(run, signal).catch(() => undefined);
      if (run.seen.stoppedWorker) return run.seen.stoppedWorker;
      const stopped = await stoppedApplying(run).catch(() => undefined);
      // The receiver may drop every report that is older than the newest one about any PBX.
      return stopped && !(await newestShows(run, signal).catch(() => false)) ? stopped : undefined;
    },
  };
}

/** A backlog is caused by all rules together, and isn't the receiver's fault. */
async function workOff({ id }: Rule, run: RunState, signal: AbortSignal): Promise<void> {
  const { showsEffects } = run.seen;
  const withinMs = showsEffects ? backlogMs : run.observation.settleMs;
  const send = (onSend: () => void) => fenceShows(run, withinMs, signal, onSend);
  if (await run.traffic.fences.show(send, signal)) return;
  if (!showsEffects) return;
  throw new CannotTell({ reasonCode: 'did-not-catch-up', withinMs: backlogMs, ownRule: id });
}
