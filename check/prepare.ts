import { acceptsTestOnly, type Beforehand, finalResponse, gatherBeforehand } from '../diagnosis/index.ts';
import {
  checkObserver,
  type Differing,
  type Instability,
  type Learned,
  limitSeen,
  type Observer,
  unlessSilent,
} from '../observation/index.ts';
import {
  type Budget,
  CannotTell,
  changesAtRest,
  learnObserver,
  type Observation,
  type Reason,
  type RunState,
  sizeInFlight,
} from '../runner/index.ts';
import { anySignal } from '../simulator/any-signal.ts';

/** The part of the budget that may be used for measuring the receiver. */
const partForSizing = 0.25;
/** The part that may be used for learning what the observer shows. */
const partForLearning = 0.25;

interface Prepared {
  readonly state: RunState;
  /** Undefined if the run was interrupted before that. */
  readonly beforehand: Beforehand | undefined;
}

/** Finds out how the receiver responds to genuine messages, what its observer shows, and how many messages it can take at once. */
export async function prepareRun(
  state: RunState,
  { totalMs, longestMs = totalMs }: Budget,
  interrupt: AbortSignal,
): Promise<Prepared> {
  const { observer } = state.observation;
  const { identities } = state;
  const signal = anySignal(interrupt, AbortSignal.timeout(totalMs));
  const differing =
    observer && !signal.aborted
      ? await checkObserver(rated(observer, state), identities.serial(), signal)
      : undefined;
  const isUsable = differing === undefined || differing.places !== undefined;
  for (const place of differing?.places ?? []) state.seen.ignored.noise.add(place);
  // Must come before anything newer is sent: if all PBXs share one state, only the newest report shows.
  const learning = anySignal(signal, AbortSignal.timeout(partForLearning * longestMs));
  const canLearn = observer && isUsable && !signal.aborted;
  const learned = canLearn ? await withLearned(state, observer, learning, totalMs) : state;
  const instability = await instabilityOf(
    state,
    { differing, isUsable, learned: learned.observation.learned },
    signal,
  );
  if (instability) state.seen.observerInstability = instability;
  const prepared = instability ? state : learned;
  if (signal.aborted) return { state: prepared, beforehand: undefined };
  const beforehand = await gatherBeforehand(state, signal);
  state.seen.acceptsTestOnly = acceptsTestOnly(beforehand.genuine);
  state.seen.acceptsDids = finalResponse(beforehand.genuine.dids).isAcknowledged;
  if (signal.aborted) return { state: prepared, beforehand: undefined };
  if (state.traffic.silence.all.isFinal) return { state: prepared, beforehand };
  // If the test message breaks the connection, the receiver can't be measured with it.
  if (finalResponse(beforehand.genuine.test).outcome.kind === 'connection-failed')
    return { state: prepared, beforehand };
  const { atOnce, pace } = await sizeInFlight(state, partForSizing * totalMs, signal);
  state.guards.inFlight.bounds.atOnce = atOnce;
  return { state: { ...prepared, guards: { ...prepared.guards, pace } }, beforehand };
}

interface Found {
  readonly differing: Differing | undefined;
  readonly isUsable: boolean;
  readonly learned: Learned | undefined;
}

/** How the observed state changes without messages, if that is why nothing could be learned. */
async function instabilityOf(
  state: RunState,
  { differing, isUsable, learned }: Found,
  signal: AbortSignal,
): Promise<Instability | undefined> {
  const hidesEffects = learned?.problem === 'no-effect' || learned?.losesEffects;
  if (differing) return isUsable && !hidesEffects ? undefined : { how: differing.how, comesBack: false };
  if (!hidesEffects) return undefined;
  // With several instances, an effect may have shown in one of them only, or only now and then.
  const instability = await changesAtRest(state, learned.resting, signal).catch(() => undefined);
  return instability?.comesBack ? instability : undefined;
}

/** Its looks count among the requests of the check. */
function rated(observer: Observer, { guards: { inFlight, rate } }: RunState): Observer {
  return {
    ...observer,
    observe: (sn, signal) => inFlight.run(() => rate.observe(() => observer.observe(sn, signal), limitSeen)),
  };
}

/** Learns what the observer shows, and uses it only for that. If it can't learn, no rule can tell what should show. */
async function withLearned(
  state: RunState,
  observer: Observer,
  signal: AbortSignal,
  budgetMs: number,
): Promise<RunState> {
  const learned = await learnedOrWhyNot(state, partForLearning * budgetMs, signal);
  if ('reasonCode' in learned) {
    const unlearned = signal.aborted ? ({ reasonCode: 'out-of-time', budgetMs } as const) : learned;
    return seeing(state, { unlearned });
  }
  const { downstream, settleMs } = state.observation;
  const { seen } = state;
  const { problem } = learned;
  seen.showsEffects = observer.isPerPbx && learned.effects.dids && !learned.appliesOnly;
  // A genuine message was acknowledged, and no call came.
  if (problem === 'no-effect' && !observer.showsState && downstream)
    return seeing(state, { observer: unlessSilent(observer, downstream, settleMs) });
  const isPerPbx = observer.isPerPbx && problem !== 'shows-all';
  return seeing(state, { learned, observer: { ...observer, isPerPbx } });
}

function seeing(state: RunState, found: Partial<Observation>): RunState {
  return { ...state, observation: { ...state.observation, ...found } };
}

/** An observer may fail once. */
async function learnedOrWhyNot(
  state: RunState,
  withinMs: number,
  signal: AbortSignal,
  triesLeft = 2,
): Promise<Learned | Reason> {
  try {
    return await learnObserver(state, withinMs, signal);
  } catch (error) {
    if (!(error instanceof CannotTell)) throw error;
    if (signal.aborted || triesLeft === 1) return error.reason;
    return learnedOrWhyNot(state, withinMs, signal, triesLeft - 1);
  }
}
