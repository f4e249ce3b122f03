import { OutputSearch } from '../../receiver/index.ts';
import { subSeed, systemClock, unixSeconds } from '../../simulator/index.ts';
import type { Turn } from '../budget.ts';
import { controlDownstream } from '../downstream/control-downstream.ts';
import type { Recorder } from '../evidence/recorder.ts';
import { forAll } from '../properties/for-all.ts';
import type { Rule } from '../rule.ts';
import { controlConnections, deliveryFor } from '../sending/sending.ts';
import { observationFor } from '../watching/rule-observation.ts';
import { CannotTell } from './expect.ts';
import { type IdentityFacts, runTagOf } from './identity.ts';
import { lifecycleOf } from './receiver-lifecycle.ts';
import type { ReceiverControl, RuleContext } from './rule-context.ts';
import { factsOf, visibilityOf } from './run-facts.ts';
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
  const recordedBy = (own: Recorder): RuleContext => ({
    ...shared,
    deliver: deliveryFor(rule, run, own, signal),
    ...observationFor(rule, run, own, signal),
    forAll: propertiesOf(run, seed, own, turn, signal),
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

function propertiesOf(
  run: RunState,
  seed: number,
  recorder: Recorder,
  turn: Turn,
  signal: AbortSignal,
): RuleContext['forAll'] {
  const { inFlight } = run.guards;
  const { shrinks } = run.effort;
  const { place } = inFlight;
  const onCase = (n: number) => {
    inFlight.place = n <= casesInTurn ? place : place + behindAll;
  };
  return async (arbitrary, predicate, { areSchedules = false, runs, ...cases }) => {
    const maxRuns = areSchedules ? run.effort.schedules : run.effort.runs;
    const planned = Math.min(runs ?? maxRuns, maxRuns);
    const isShort = run.effort.isShort || run.guards.rate.met !== undefined;
    const tried = isShort ? Math.min(planned, (cases.examples?.length ?? 0) + coreCases) : planned;
    const limits = { seed, runs: tried, planned, turn, shrinks, signal, onCase };
    try {
      await forAll(arbitrary, predicate, limits, recorder, cases);
    } finally {
      inFlight.place = place;
    }
  };
}
