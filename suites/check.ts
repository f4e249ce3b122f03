import { randomInt } from 'node:crypto';
import pLimit from 'p-limit';
import type { Report } from '../schemas/generated/types.ts';
import {
  assertUsableSecret,
  assertUsableSettings,
  assertUsableUrl,
  chooseProfile,
  defaultSettings,
  freshConnections,
  type Header,
  keptConnections,
  type Method,
  type Profile,
  type Settings,
} from '../simulator/index.ts';
import type { RunState } from './context.ts';
import { fenceShows } from './fence.ts';
import { createIdentities } from './identity.ts';
import { rules as allRules } from './index.ts';
import { httpObserver } from './observers/http.ts';
import { awaitReceiver, checkObserver, mostInFlight, sizeInFlight } from './preflight.ts';
import { createRedactor, credentialsIn } from './redact.ts';
import { assembleReport } from './report.ts';
import type { Rule } from './rule.ts';
import { type RunEvent, runRules } from './run.ts';
import { type Selection, selectRules } from './select.ts';

export interface CheckOptions extends Selection {
  /** Where the receiver listens; path and query are kept. */
  readonly url: string;
  /** 32 characters, the same that the receiver was given. Never shown. */
  readonly secret: string;
  readonly method?: Method;
  readonly settings?: Partial<Settings>;
  readonly profile?: Partial<Profile>;
  /** Pick what `profile` does not say, and the vendor leaves open, by the seed instead of by the defaults. */
  readonly vary?: boolean;
  /** Headers for a proxy in front of the receiver; their values are never shown. */
  readonly headers?: readonly Header[];
  /** `http://…/state?sn={sn}`: shows the state of a PBX as JSON. */
  readonly observeUrl?: string;
  /** Hosts other than loopback that may be reached. */
  readonly allowHosts?: readonly string[];
  /** Accept any certificate. */
  readonly insecure?: boolean;
  /** Certificate authorities to trust, PEM. */
  readonly ca?: string;
  /** Draws every generated case; the same seed gives the same ones. */
  readonly seed?: number;
  /** Cases of a property at most, default 25. */
  readonly runs?: number;
  /** How long an effect may come after the ack (ms), default 2000. */
  readonly settleMs?: number;
  /** How long to wait for the receiver to listen (ms), default 0. */
  readonly waitMs?: number;
  /** Ends the run: what was judged so far is reported. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  /** The command that shows the judgement of one rule again. */
  readonly replayCommand?: (rule: Rule, seed: number) => string;
}

const defaultRuns = 25;
const defaultSettleMs = 2000;
const propertyBudgetMs = 15_000;
const ruleBudgetMs = 90_000;

/**
 * Judges a receiver.
 *
 * @throws HookswitchError for a mistake of use (`bad-url`, `bad-secret`, `bad-settings`, `host-not-allowed`, `no-rule`), and
 * `unreachable`, `observer-unreachable` or `bad-observer`. Whatever the receiver does is in the report.
 */
export async function check(options: CheckOptions): Promise<Report> {
  const rules = selectRules(allRules, options);
  const startedAt = new Date();
  const start = performance.now();
  const state = createState(options);
  const signal = options.signal ?? new AbortController().signal;
  const { headers = [] } = options;
  const redactor = createRedactor(
    [options.secret, ...headers.flatMap(([, value]) => credentialsIn(value))],
    headers.map(([name]) => name),
  );
  const { connector, observer, identities } = state;
  await awaitReceiver(options.url, connector, options.waitMs ?? 0, signal);
  if (observer && !signal.aborted) await checkObserver(observer, identities.serial(), signal);
  if (observer?.isPerPbx && !signal.aborted) {
    state.seen.showsEffects = await fenceShows(state, state.settleMs, signal).catch(() => false);
  }
  if (!signal.aborted) {
    state.inFlight.concurrency = await sizeInFlight({
      ...state,
      timeoutMs: state.settings.timeoutSeconds * 1000,
      signal,
    });
  }
  const results = await runRules({
    rules,
    state,
    redactor,
    ruleBudgetMs,
    signal,
    ...(options.onEvent ? { onEvent: options.onEvent } : {}),
  });
  connector.close();
  const { replayCommand } = options;
  const replays = replayCommand && new Map(rules.map((rule) => [rule.id, replayCommand(rule, state.seed)]));
  return assembleReport({
    startedAt,
    durationMs: performance.now() - start,
    state,
    observeUrl: options.observeUrl,
    isInterrupted: signal.aborted,
    results,
    replays,
    redactor,
  });
}

/** Checks what was given and makes what all rules share. */
function createState(options: CheckOptions): RunState {
  const allowHosts = options.allowHosts ?? [];
  assertUsableUrl(options.url, allowHosts, 'the receiver');
  if (options.observeUrl !== undefined) assertUsableUrl(options.observeUrl, allowHosts, 'the observer');
  assertUsableSecret(options.secret, 'the secret');
  const settings = { ...defaultSettings, ...options.settings };
  assertUsableSettings(settings);
  const seed = options.seed ?? randomInt(2 ** 31);
  const profile = chooseProfile(options.profile ?? {}, options.vary === true ? seed : undefined);
  const connection = {
    allowHosts,
    insecure: options.insecure === true,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
  };
  return {
    webhook: { url: options.url, secret: options.secret, method: options.method ?? 'POST' },
    settings,
    profile,
    headers: options.headers ?? [],
    connection,
    connector: profile.connections === 'kept' ? keptConnections(connection) : freshConnections(connection),
    observer:
      options.observeUrl === undefined
        ? undefined
        : httpObserver(options.observeUrl, freshConnections(connection)),
    seed,
    runs: options.runs ?? defaultRuns,
    propertyBudgetMs,
    settleMs: options.settleMs ?? defaultSettleMs,
    identities: createIdentities(),
    inFlight: pLimit(mostInFlight),
    seen: { hasAcknowledged: false, showsEffects: false },
  };
}
