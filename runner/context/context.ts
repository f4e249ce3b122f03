import type { LimitFunction } from 'p-limit';
import type { Sequence } from '../../schemas/generated/types.ts';
import {
  type ConnectionOptions,
  type Connector,
  freshConnections,
  type Header,
  inspectTls,
  isAcknowledged,
  keptConnections,
  type Profile,
  type Settings,
  seededRandom,
  subSeed,
  systemClock,
  transmit,
  type Webhook,
} from '../../simulator/index.ts';
import { controlDownstream } from '../downstream/control.ts';
import type { Downstream } from '../downstream/downstream.ts';
import type { Recorder } from '../evidence/recorder.ts';
import { fenceShows } from '../observation/fence.ts';
import { isSame, type Json } from '../observation/json.ts';
import type { Observer } from '../observation/observer.ts';
import { forAll } from '../properties/for-all.ts';
import { lifeOf, type ReceiverProcess } from '../receiver/receiver-life.ts';
import type { Rule, RuleContext, SendOptions, Sent } from '../rule.ts';
import { CannotTell } from './expect.ts';
import type { Identities } from './identity.ts';
import { sendOnceMoreIfClosed } from './send-once-more.ts';

/** What all rules of a run share. */
export interface RunState {
  readonly webhook: Webhook;
  readonly settings: Settings;
  readonly profile: Profile;
  readonly headers: readonly Header[];
  readonly connection: ConnectionOptions;
  readonly connector: Connector;
  readonly observer: Observer | undefined;
  /** A secret that the webhook had before. */
  readonly retiredSecret: string | undefined;
  /** Whether rules may take their time. */
  readonly isThorough: boolean;
  /** The service behind the receiver, when the run plays it. */
  readonly downstream: Downstream | undefined;
  /** What kills and starts the receiver, when that can be done. */
  readonly process: ReceiverProcess | undefined;
  /** How long a receiver that was killed may take to come back (ms). */
  readonly comeBackMs: number;
  readonly seed: number;
  /** Cases of a property. */
  readonly runs: number;
  /** How long a property may go on trying cases (ms). */
  readonly propertyBudgetMs: number;
  /** False where it is to be seen only whether a rule fails: a failing case is then not made smaller. */
  readonly shrinks?: boolean;
  /** The sequence to try instead of drawn ones. */
  readonly sequence?: Sequence | undefined;
  /** How long an effect may come after the ack (ms). */
  readonly settleMs: number;
  readonly identities: Identities;
  /** Bounds the attempts that are under way at once. */
  readonly inFlight: LimitFunction;
  /** What the run has seen so far. */
  readonly seen: {
    hasAcknowledged: boolean;
    /** The effect of a message showed within the settling time, before the rules began: a later delay is a backlog. */
    showsEffects: boolean;
    /** Why nobody listens any more: a rule killed the receiver, and it did not come back. */
    gone: string | undefined;
  };
}

const pollEveryMs = 25;
/** How long a state must stay the same to have come to rest (ms). */
const quietMs = 100;
const backInTimeSeconds = 60;
/** How long a receiver may take to work off what was sent before (ms). */
export const backlogMs = 30_000;

/** The context of one rule; `signal` ends everything that the rule has under way. */
export function createContext(
  rule: Rule,
  run: RunState,
  recorder: Recorder,
  signal: AbortSignal,
): RuleContext & { close(): Promise<void> } {
  const { settings, profile, webhook, observer } = run;
  const startedAt = Math.floor(Date.now() / 1000) - backInTimeSeconds;
  const seed = subSeed(run.seed, rule.id);
  const connectors: Connector[] = [];
  const timeoutMs = settings.timeoutSeconds * 1000;

  const look = async (sn: string): Promise<Json> => {
    if (!observer) throw new CannotTell('this needs an observer');
    const seen = await run.inFlight(() => observer.look(sn, signal));
    recorder.observation(sn, seen.kind === 'state' ? { state: seen.state } : { error: seen.reason });
    if (seen.kind === 'trouble') throw new CannotTell(seen.reason);
    return seen.state;
  };

  const deliver = async (message: unknown, options: SendOptions = {}): Promise<Sent> => {
    const { connector, fault, note, maxBodyBytes, timeoutMs: ownTimeoutMs = timeoutMs } = options;
    const { headers } = run;
    const sending = {
      ...{ webhook, message, profile, timeoutMs: ownTimeoutMs },
      ...{ maxBodyBytes, fault, headers, signal },
    };
    const send = () =>
      connector
        ? transmit({ ...sending, connector })
        : sendOnceMoreIfClosed({ ...sending, connector: run.connector }, run.connection);
    const transmission = await (options.unbounded ? send() : run.inFlight(send));
    const what = note ?? (fault ? `a message ${fault.title}` : 'a genuine message');
    const sent = { ...transmission, what, isAcknowledged: isAcknowledged(transmission.outcome) };
    recorder.attempt(sent, note ?? fault?.title, fault?.name);
    if (sent.isAcknowledged && !fault) run.seen.hasAcknowledged = true;
    if (signal.aborted) throw new CannotTell('interrupted');
    return sent;
  };

  const rest = async (sn: string, first: Json): Promise<Json> => {
    let state = first;
    const endsAt = performance.now() + run.settleMs;
    while (performance.now() < endsAt) {
      await systemClock.sleep(quietMs, signal);
      const later = await look(sn);
      if (isSame(later, state)) return later;
      state = later;
    }
    return state;
  };

  const firstChange = async (sn: string, before: Json): Promise<Json> => {
    const endsAt = performance.now() + run.settleMs;
    let state = await look(sn);
    while (isSame(state, before) && performance.now() < endsAt) {
      await systemClock.sleep(pollEveryMs, signal);
      state = await look(sn);
    }
    return state;
  };

  // What a queue has before it is the doing of all rules together, and no fault of the receiver.
  const catchUp = async () => {
    if (await fenceShows(run, run.seen.showsEffects ? backlogMs : run.settleMs, signal)) return;
    if (run.seen.showsEffects) {
      throw new CannotTell(
        `the receiver did not catch up within ${backlogMs / 1000} s with what was sent before; try --rules ${rule.id} alone`,
      );
    }
  };

  const observeChange = async (sn: string, before: Json): Promise<Json> => {
    let state = await firstChange(sn, before);
    if (isSame(state, before) && run.seen.showsEffects) {
      await catchUp();
      state = await firstChange(sn, before);
    }
    return isSame(state, before) ? state : rest(sn, state);
  };

  const downstream = controlDownstream(run.downstream, recorder, run.settleMs, signal);
  const onGone = (reason: string | undefined) => {
    run.seen.gone = reason === undefined ? undefined : `${reason} (${rule.id})`;
  };
  const { process, comeBackMs, connector } = run;
  const life = lifeOf({ process, url: webhook.url, connector, comeBackMs, recorder, signal, onGone });

  return {
    settings,
    profile,
    webhook,
    retiredSecret: run.retiredSecret,
    isThorough: run.isThorough,
    timeoutMs,
    hasObserver: observer !== undefined,
    seesPbxAlone: observer?.isPerPbx === true,
    showsState: observer?.showsState === true,
    hasRestart: process !== undefined,
    sequence: run.sequence,
    hasAcknowledged: () => run.seen.hasAcknowledged,
    serial: run.identities.serial,
    dids: run.identities.dids,
    updateTime: (offsetSeconds = 0) => startedAt + offsetSeconds,
    random: seededRandom(seed),
    deliver,
    freshConnector: () => freshConnections(run.connection),
    keptConnector() {
      const connector = keptConnections(run.connection);
      connectors.push(connector);
      return connector;
    },
    inspectTls: () => inspectTls(webhook.url, { ...run.connection, timeoutMs }),
    forAll: (arbitrary, predicate, { runs = run.runs, shrinkBudgetMs: ownMs, examples } = {}) => {
      const shrinkBudgetMs = run.shrinks === false ? 0 : ownMs;
      const limits = { seed, runs: Math.min(runs, run.runs), budgetMs: run.propertyBudgetMs, shrinkBudgetMs };
      return forAll(arbitrary, predicate, limits, recorder, examples);
    },
    async pause(durationMs) {
      await systemClock.sleep(durationMs, signal);
      if (signal.aborted) throw new CannotTell('interrupted');
    },
    note: (text) => recorder.note(text),
    observe: look,
    observeChange,
    async observeQuiet(sn) {
      if (observer?.isPerPbx) await catchUp();
      else await systemClock.sleep(run.settleMs, signal);
      return rest(sn, await look(sn));
    },
    downstream,
    kill: life.kill,
    start: life.start,
    restart: life.restart,
    async close() {
      for (const connector of connectors) connector.close();
      downstream.end();
      await life.end();
    },
  };
}
