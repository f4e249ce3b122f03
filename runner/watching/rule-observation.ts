import { isSame, type Json } from '../../observation/index.ts';
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
  const poller = pollerFor(run, signal, recorder);
  const changed = async (sn: string, before: Json) => stateSeen(await poller.changed(sn, before));
  const beside = pollerFor(run, signal);
  const lookAtControl = onceAtATime(async () => {
    const control = controlBeside(run);
    return control === undefined ? undefined : { control, at: await beside.observe(control) };
  });
  /** What differs at a control PBX at the same moment isn't due to a message. */
  const observe = async (sn: string) => {
    const [seen, other] = await Promise.all([poller.observe(sn), lookAtControl()]);
    const state = stateSeen(seen);
    if (other?.at.kind === 'state')
      noteControl(run, { sn: other.control, state: other.at.state }, { sn, state });
    return state;
  };
  const settled = async (sn: string, first: Json, before?: Json) => {
    const state = stateSeen((await poller.settled(sn, first, before)).seen);
    const last = await observe(sn);
    // A replica may still show the state before.
    return before !== undefined && isSame(last, before) ? state : last;
  };
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
      return settled(sn, await observe(sn));
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

/** All that ask meanwhile get the same look. */
function onceAtATime<T>(look: () => Promise<T>): () => Promise<T> {
  let looking: Promise<T> | undefined;
  return () => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };
}

/** A backlog is caused by all rules together, and isn't the receiver's fault. */
async function workOff({ id }: Rule, run: RunState, signal: AbortSignal): Promise<void> {
  const { showsEffects } = run.seen;
  if (await fenceShows(run, showsEffects ? backlogMs : run.observation.settleMs, signal)) return;
  if (!showsEffects) return;
  throw new CannotTell({ reasonCode: 'did-not-catch-up', withinMs: backlogMs, ownRule: id });
}
