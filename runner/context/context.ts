import { OutputSearch } from '../../receiver/index.ts';
import { subSeed, systemClock, unixSeconds } from '../../simulator/index.ts';
import { isTimeSimulated } from '../../time/index.ts';
import type { Turn } from '../budget.ts';
import { controlDownstream } from '../downstream/control-downstream.ts';
import type { Recorder } from '../evidence/recorder.ts';
import { type ForAllLimits, forAll } from '../properties/for-all.ts';
import type { Rule } from '../rule.ts';
import { controlConnections, deliveryFor } from '../sending/sending.ts';
import { observationFor } from '../watching/rule-observation.ts';
import { CannotTell } from './expect.ts';
import { type IdentityFacts, runTagOf } from './identity.ts';
import { lifecycleOf } from './receiver-lifecycle.ts';
import type { ReceiverControl, RuleContext } from './rule-context.ts';
import { factsOf, isShort, visibilityOf } from './run-facts.ts';
import type { RunState } from './run-state.ts';

/** What a rule gets from its run. */
interface ContextOptions {
  readonly state: RunState;
  readonly turn: Turn;
  /** The position of its requests in the queue, see {@link placesOf}. */
  readonly place: number;
}

/** The context of one rule; `signal` ends everything that the rule has started. */
export function createContext(
  rule: Rule,
  { state, turn, place }: ContextOptions,
  recorder: Recorder,
  signal: AbortSignal,
): RuleContext & { close(runSignal: AbortSignal): Promise<void> } {
  const inFlight = state.guards.inFlight.lane(place, signal);
  const run = { ...state, guards: { ...state.guards, inFlight } };
  const seed = subSeed(run.effort.seed, rule.id);
  const connections = controlConnections(run);
  const downstream = controlDownstream(
    { ...run.observation, seen: run.seen },
    recorder,
    runTagOf(run.identities.serial()),
    signal,
  );
  const receiver = controlReceiver(rule, run, recorder, signal);
  const shared = {
    ...messageFacts(run),
    run: factsOf(run, seed, turn),
    sees: visibilityOf(run),
    connections,
    receiver,
    downstream,
    async pause(durationMs: number) {
      await systemClock.sleep(durationMs, signal);
      if (signal.aborted) throw new CannotTell({ reasonCode: 'interrupted' });
    },
  };
  const recordedBy: RecordedBy = (own) => ({
    ...shared,
    deliver: deliveryFor(rule, run, own, signal),
    ...observationFor(rule, run, own, signal),
    forAll: propertiesOf(run, { seed, turn, signal }, own, recordedBy),
    recordPart: (part) => own.part((recorder) => part(recordedBy(recorder))),
    triedLess: (less) => own.triedLess(less),
    note: (text) => own.note(text),
  });
  return {
    ...recordedBy(recorder),
    async close(runSignal) {
      connections.close();
      downstream.end();
      await receiver.end(runSignal);
    },
  };
}

/** A rule's time is far enough in the past that offsets (up to 50 s) stay in the past too. */
const backInTimeSeconds = 60;

function messageFacts({ identities }: RunState): IdentityFacts {
  const startedAt = unixSeconds() - backInTimeSeconds;
  const { serial, dids } = identities;
  return { serial, dids, updateTime: (offsetSeconds = 0) => startedAt + offsetSeconds };
}

function controlReceiver(
  { id }: Rule,
  { receiver: { process, output: printed, comeBackMs }, target: { connector, webhook }, seen }: RunState,
  recorder: Recorder,
  signal: AbortSignal,
): ReceiverControl & { end(runSignal: AbortSignal): Promise<void> } {
  const onGone = (reason: string | undefined) => {
    seen.gone = reason === undefined ? undefined : `${reason} (${id})`;
  };
  const lifecycle = lifecycleOf({
    process,
    url: webhook.url,
    connector,
    comeBackMs,
    recorder,
    signal,
    onGone,
  });
  const output = process?.output ?? printed ?? new OutputSearch();
  return { canRestart: process !== undefined, output, ...lifecycle };
}

/** How many cases of a property keep their rule's place in the queue. Later cases wait behind all other requests. */
const casesInTurn = 3;
const behindAll = 10_000;
/** How many generated cases decide if time is short. */
const coreCases = 4;
/** How many cases are tried at the same time. */
const besideAtOnce = 8;

/** The context of a rule, or of a part of it, that records separately. */
type RecordedBy = (recorder: Recorder) => RuleContext;

function propertiesOf(
  run: RunState,
  own: Pick<ForAllLimits, 'seed' | 'turn' | 'signal'>,
  recorder: Recorder,
  recordedBy: RecordedBy,
): RuleContext['forAll'] {
  const { inFlight } = run.guards;
  const { shrinks } = run.effort;
  const { place } = inFlight;
  const onCase = (n: number) => {
    inFlight.place = n <= casesInTurn ? place : place + behindAll;
  };
  return async (arbitrary, predicate, { areSchedules = false, runs, core, beside, ...cases }) => {
    const maxRuns = areSchedules ? run.effort.schedules : run.effort.runs;
    const planned = Math.min(runs ?? maxRuns, maxRuns);
    const { examples = [] } = cases;
    const tried = isShort(run) ? Math.min(planned, core ?? examples.length + coreCases) : planned;
    const limits = { ...own, runs: tried, planned, shrinks, onCase };
    const tryBeside = beside && {
      atOnce: besideAtOnce,
      tryOne: (value: Parameters<typeof beside>[0]) => beside(value, recordedBy(recorder.caseBeside())),
    };
    try {
      const isBeside = tryBeside && !isTimeSimulated();
      await forAll(arbitrary, predicate, limits, recorder, {
        ...cases,
        ...(isBeside && { beside: tryBeside }),
      });
    } finally {
      inFlight.place = place;
    }
  };
}
