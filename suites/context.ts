import type { LimitFunction } from 'p-limit';
import {
  type ConnectionOptions,
  type Connector,
  didReport,
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
} from '../simulator/index.ts';
import { CannotTell, given } from './expect.ts';
import { forAll } from './for-all.ts';
import type { Identities } from './identity.ts';
import { isSame, type Json } from './json.ts';
import type { Observer } from './observers/observer.ts';
import type { Recorder } from './recorder.ts';
import type { Rule, RuleContext, SendOptions, Sent } from './rule.ts';

/** What all rules of a run share. */
export interface RunState {
  readonly webhook: Webhook;
  readonly settings: Settings;
  readonly profile: Profile;
  readonly headers: readonly Header[];
  readonly connection: ConnectionOptions;
  readonly connector: Connector;
  readonly observer: Observer | undefined;
  readonly seed: number;
  /** Cases of a property. */
  readonly runs: number;
  /** How long a property may go on trying cases (ms). */
  readonly propertyBudgetMs: number;
  /** How long an effect may come after the ack (ms). */
  readonly settleMs: number;
  readonly identities: Identities;
  /** Bounds the attempts that are under way at once. */
  readonly inFlight: LimitFunction;
  /** What the run has seen so far. */
  readonly seen: { hasAcknowledged: boolean };
}

const pollEveryMs = 25;
/** How long a state must stay the same to have come to rest (ms). */
const quietMs = 100;
const backInTimeSeconds = 60;

/** The context of one rule; `signal` ends everything that the rule has under way. */
export function createContext(
  rule: Rule,
  run: RunState,
  recorder: Recorder,
  signal: AbortSignal,
): RuleContext & { close(): void } {
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
    const connector = options.connector ?? run.connector;
    const { fault, note, maxBodyBytes } = options;
    const { headers } = run;
    const send = () =>
      transmit({ webhook, message, profile, connector, timeoutMs, maxBodyBytes, fault, headers, signal });
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

  const observeChange = async (sn: string, before: Json): Promise<Json> => {
    const endsAt = performance.now() + run.settleMs;
    let state = await look(sn);
    while (isSame(state, before) && performance.now() < endsAt) {
      await systemClock.sleep(pollEveryMs, signal);
      state = await look(sn);
    }
    return isSame(state, before) ? state : rest(sn, state);
  };

  const fence = async () => {
    const sn = run.identities.serial();
    const before = await look(sn);
    const message = [didReport({ sn, dids: run.identities.dids(1), updateTime: startedAt })];
    given(
      await deliver(message, {
        note: 'a genuine message for another PBX, to know when the receiver has caught up',
      }),
    );
    await observeChange(sn, before);
  };

  return {
    settings,
    profile,
    webhook,
    timeoutMs,
    hasObserver: observer !== undefined,
    hasAcknowledged: () => run.seen.hasAcknowledged,
    serial: run.identities.serial,
    dids: run.identities.dids,
    updateTime: (offsetSeconds = 0) => startedAt + offsetSeconds,
    random: seededRandom(seed),
    deliver,
    keptConnector() {
      const connector = keptConnections(run.connection);
      connectors.push(connector);
      return connector;
    },
    inspectTls: () => inspectTls(webhook.url, { ...run.connection, timeoutMs }),
    forAll: (arbitrary, predicate, { runs = run.runs } = {}) =>
      forAll(
        arbitrary,
        predicate,
        { seed, runs: Math.min(runs, run.runs), budgetMs: run.propertyBudgetMs },
        recorder,
      ),
    observe: look,
    observeChange,
    async observeQuiet(sn) {
      if (observer?.isPerPbx) await fence();
      else await systemClock.sleep(run.settleMs, signal);
      return rest(sn, await look(sn));
    },
    close() {
      for (const connector of connectors) connector.close();
    },
  };
}
