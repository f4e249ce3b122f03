import { seededRandom, subSeed, systemClock, unixSeconds } from '../../simulator/index.ts';
import { inWords } from '../../text/option-words.ts';
import { controlDownstream } from '../downstream/control.ts';
import type { Recorder } from '../evidence/recorder.ts';
import { showsEntries } from '../observation/learning/learned.ts';
import { observationFor } from '../observation/rule-observation.ts';
import { forAll } from '../properties/for-all.ts';
import { lifeOf } from '../receiver/receiver-life.ts';
import type { Rule } from '../rule.ts';
import { CannotTell } from './expect.ts';
import { type IdentityFacts, runTagOf } from './identity.ts';
import type { ReceiverControl, RuleContext, RunSettings, Sight } from './rule-context.ts';
import type { RunState } from './run-state.ts';
import { createSending } from './sending.ts';

/** The context of one rule; `signal` ends everything that the rule has under way. */
export function createContext(
  rule: Rule,
  run: RunState,
  recorder: Recorder,
  signal: AbortSignal,
): RuleContext & { close(): Promise<void> } {
  const seed = subSeed(run.seed, rule.id);
  const sending = createSending(rule.id, run, recorder, signal);
  const downstream = controlDownstream(
    run.downstream,
    recorder,
    run.settleMs,
    runTagOf(run.identities.serial()),
    signal,
  );
  const receiver = controlReceiver(rule, run, recorder, signal);
  return {
    ...messageFacts(run),
    run: factsOf(run, seed),
    sees: sightOf(run),
    connections: sending.connections,
    receiver,
    downstream,
    deliver: sending.deliver,
    ...observationFor(rule, run, recorder, signal),
    forAll: propertiesOf(run, seed, recorder),
    async pause(durationMs) {
      await systemClock.sleep(durationMs, signal);
      if (signal.aborted) throw new CannotTell({ because: 'interrupted' });
    },
    note: (text) => recorder.note(inWords(text, run.words)),
    async close() {
      sending.close();
      downstream.end();
      await receiver.end();
    },
  };
}

/** A rule begins in the past, so that offsets (up to 50 s) do not lead into the future. */
const backInTimeSeconds = 60;

function messageFacts({ identities }: RunState): IdentityFacts {
  const startedAt = unixSeconds() - backInTimeSeconds;
  const { serial, dids } = identities;
  return { serial, dids, updateTime: (offsetSeconds = 0) => startedAt + offsetSeconds };
}

function factsOf(run: RunState, seed: number): RunSettings {
  const { settings, profile, webhook, retiredSecret, isThorough, sequence } = run;
  return {
    ...{ settings, profile, webhook, retiredSecret, isThorough, sequence },
    timeoutMs: settings.timeoutSeconds * 1000,
    hasAcknowledged: () => run.seen.hasAcknowledged,
    random: seededRandom(seed),
  };
}

function sightOf({ observer, learned }: RunState): Sight {
  const anything = observer !== undefined && learned?.problem !== 'no-effect';
  return {
    anything,
    eachPbx: observer?.isPerPbx === true,
    state: observer?.showsState === true,
    // What could not be learned is for the rule to see.
    dids: anything && learned?.effects.dids !== false,
    capacity: anything && learned?.effects.capacity !== false,
    marks: anything && (learned === undefined || showsEntries(learned)),
    oneState: learned?.problem === 'one-state',
    onlyWhen: learned?.appliesOnly,
    fields: learned?.shows ?? new Map(),
  };
}

function controlReceiver(
  { id }: Rule,
  { process, comeBackMs, connector, webhook, seen, words }: RunState,
  recorder: Recorder,
  signal: AbortSignal,
): ReceiverControl & { end(): Promise<void> } {
  const onGone = (reason: string | undefined) => {
    seen.gone = reason === undefined ? undefined : `${reason} (${id})`;
  };
  const life = lifeOf({ process, url: webhook.url, connector, comeBackMs, recorder, words, signal, onGone });
  return { canRestart: process !== undefined, ...life };
}

function propertiesOf(run: RunState, seed: number, recorder: Recorder): RuleContext['forAll'] {
  return (arbitrary, predicate, { runs = run.runs, shrinkBudgetMs: ownMs, examples } = {}) => {
    const shrinkBudgetMs = run.shrinks === false ? 0 : ownMs;
    const limits = { seed, runs: Math.min(runs, run.runs), budgetMs: run.propertyBudgetMs, shrinkBudgetMs };
    return forAll(arbitrary, predicate, limits, recorder, examples);
  };
}
