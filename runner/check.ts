import { randomInt } from 'node:crypto';
import type { Report } from '../schemas/generated/types.ts';
import { anySignal } from '../simulator/any-signal.ts';
import {
  assertUsableSecret,
  assertUsableSettings,
  assertUsableUrl,
  chooseProfile,
  defaultSettings,
  freshConnections,
  HookswitchError,
  keptConnections,
  type Profile,
  testMessage,
  transmit,
} from '../simulator/index.ts';
import { defined } from '../text/defined.ts';
import { libraryWords, mapTexts } from '../text/option-words.ts';
import {
  createRedactor,
  credentialsIn,
  credentialsInUrl,
  displayCommand,
  displayUrl,
  type Redactor,
} from '../text/redact.ts';
import { abortsAt, type Budget, budgetFrom, isTight } from './budget.ts';
import {
  assertOneOfEach,
  assertPositive,
  type CheckOptions,
  type CommonCheckOptions,
} from './check-options.ts';
import { createIdentities } from './context/identity.ts';
import type { RunState } from './context/run-state.ts';
import { acceptsTestOnly, finalAnswer } from './diagnosis/answers.ts';
import { CrashGuard } from './diagnosis/crashes.ts';
import { diagnose } from './diagnosis/diagnose.ts';
import { type Beforehand, gatherBeforehand } from './diagnosis/gather.ts';
import { KeptAttempts } from './diagnosis/kept-attempts.ts';
import { type Downstream, startDownstream } from './downstream/downstream.ts';
import { toldEvent, withRerun } from './evidence/with-rerun.ts';
import { createInFlight } from './in-flight.ts';
import { isFetchHandler, serveReceiver } from './in-process/serve.ts';
import { warnOnce } from './in-process/warn.ts';
import { unlessSilent } from './observation/downstream.ts';
import { observerOf } from './observation/given.ts';
import { assertPlaceholder } from './observation/http.ts';
import { type Learned, learnedForReport } from './observation/learning/learned.ts';
import { learnObserver } from './observation/learning/learning.ts';
import { limitSeen, type Observer } from './observation/observer.ts';
import { awaitReceiver, checkObserver, maxInFlight, sizeInFlight } from './preflight.ts';
import { asksToWait, type Limited } from './rate/asks-to-wait.ts';
import { RateGuard } from './rate/rate-guard.ts';
import { endOfPort, endOfProcess, type OwnEnd } from './receiver/own-end.ts';
import { processOf } from './receiver/receiver-life.ts';
import { assembleReport } from './report/report.ts';
import type { Rule } from './rule.ts';
import { runRules } from './run.ts';
import { selectRules } from './select.ts';
import { assertUsableSequence } from './sequences/usable.ts';

const defaultRuns = 25;
const defaultSettleMs = 2000;
const comeBackMs = 30_000;
/** The part of the budget that may be used for measuring the receiver. */
const partForSizing = 0.25;
/** How long the diagnosis may take after the budget is used up (ms). */
const afterwardsMs = 2000;
/** The part that may be used for learning what the observer shows. */
const partForLearning = 0.25;

/** With the downstream that the check plays, whoever started it. */
type PlayedOptions = CheckOptions & { readonly downstream: Downstream | undefined };

/**
 * Checks a receiver by these rules.
 *
 * @throws HookswitchError as `check` in suites/index.ts does.
 */
export async function checkBy(catalog: readonly Rule[], options: CheckOptions): Promise<Report> {
  const rules = selectRules(catalog, options);
  assertOneOfEach(options);
  assertPositive(options, 'budgetMs');
  assertPositive(options, 'rate');
  assertUsableSecrets(options);
  const redactor = redactorFor(options);
  const played =
    options.downstreamPort === undefined
      ? undefined
      : await startDownstream(options.downstreamPort, options.downstreamResponses);
  const downstream = played ?? options.downstream;
  const served =
    options.receiver === undefined
      ? undefined
      : await serveReceiver(options.receiver, options.receiverPath ?? '/', warnOnce(redactor));
  try {
    return await checkAt(served?.url ?? options.url ?? '', rules, { ...options, downstream }, redactor);
  } catch (error) {
    // An observer may show or say anything.
    throw error instanceof HookswitchError
      ? error.reworded((said) => mapTexts(said, (text) => redactor.text(text)))
      : error;
  } finally {
    await served?.close();
    await played?.close();
  }
}

async function checkAt(
  url: string,
  rules: readonly Rule[],
  options: PlayedOptions,
  redactor: Redactor,
): Promise<Report> {
  const startedAt = new Date();
  const start = performance.now();
  const created = createState(url, options);
  assertCanBeSeen(created, options);
  const signal = options.signal ?? new AbortController().signal;
  try {
    const { webhook, connector, inFlight } = created;
    await awaitReceiver(webhook.url, connector, options.waitMs ?? 0, signal);
    const budget = budgetFrom(performance.now(), options);
    const { state, beforehand } = await prepare(created, budget, signal);
    const { onEvent, rerunCommand } = options;
    const finish = withRerun(rules, rerunCommand, state.seed, redactor);
    const results = await runRules({
      rules,
      state,
      redactor,
      budget,
      isTight: isTight(budget, state.pace, inFlight.bounds.ratePerSecond),
      signal,
      ...(onEvent ? { onEvent: (event) => onEvent(toldEvent(event, finish)) } : {}),
    });
    return assembleReport({
      startedAt,
      diagnosis: await diagnose(state, beforehand, results, signal, abortsAt(budget.endsAt + afterwardsMs)),
      durationMs: performance.now() - start,
      state,
      observer: describeObserver(options, state.learned),
      budgetMs: budget.totalMs,
      isInterrupted: signal.aborted,
      results: results.map(finish),
      redactor,
    });
  } finally {
    created.connector.close();
  }
}

interface Prepared {
  readonly state: RunState;
  /** Absent where the run was interrupted before. */
  readonly beforehand: Beforehand | undefined;
}

/** Looks how the receiver takes genuine messages and whether its state shows, and measures how much it takes at once. */
async function prepare(state: RunState, { totalMs }: Budget, interrupt: AbortSignal): Promise<Prepared> {
  const { observer, identities, settings } = state;
  const signal = anySignal(interrupt, AbortSignal.timeout(totalMs));
  if (observer && !signal.aborted) await checkObserver(rated(observer, state), identities.serial(), signal);
  // Before anything newer is sent: where all PBXs share one state, the newest counts.
  const learning = anySignal(signal, AbortSignal.timeout(partForLearning * totalMs));
  const prepared = observer && !signal.aborted ? await withLearned(state, observer, learning) : state;
  const beforehand = signal.aborted ? undefined : await gatherBeforehand(state, signal);
  if (beforehand) state.seen.acceptsTestOnly = acceptsTestOnly(beforehand.genuine);
  if (signal.aborted) return { state: prepared, beforehand: undefined };
  const timeoutMs = settings.timeoutSeconds * 1000;
  const withinMs = partForSizing * totalMs;
  // A receiver that ends at the test message can't be measured with it.
  if (!beforehand || finalAnswer(beforehand.genuine.test).outcome.kind === 'connection-failed')
    return { state: prepared, beforehand };
  const { atOnce, pace } = await sizeInFlight(state, { timeoutMs, withinMs, signal });
  state.inFlight.bounds.atOnce = atOnce;
  return { state: { ...prepared, pace }, beforehand };
}

/** Its looks count among the requests of the check. */
function rated(observer: Observer, { inFlight, rate }: RunState): Observer {
  return {
    ...observer,
    look: (sn, signal) => rate.look(() => inFlight.run(() => observer.look(sn, signal), true), limitSeen),
  };
}

/** Learns what the observer shows, and uses it for no more than that. */
async function withLearned(state: RunState, observer: Observer, signal: AbortSignal): Promise<RunState> {
  const learned = await learnObserver(state, signal);
  const { downstream, settleMs, seen } = state;
  const problem = learned?.problem;
  seen.showsEffects = observer.isPerPbx && learned?.effects.dids === true && !learned.appliesOnly;
  // A genuine message was acknowledged, and no call came.
  if (problem === 'no-effect' && !observer.showsState && downstream)
    return { ...state, observer: unlessSilent(observer, downstream, settleMs) };
  const isPerPbx = observer.isPerPbx && problem !== 'shows-all';
  const showsState = observer.showsState && problem !== 'history';
  return { ...state, learned, observer: { ...observer, isPerPbx, showsState } };
}

/** @throws HookswitchError `bad-secret`. */
function assertUsableSecrets({ secret = '', retiredSecret }: Partial<CommonCheckOptions>): void {
  assertUsableSecret(secret, 'the secret');
  if (retiredSecret === undefined) return;
  assertUsableSecret(retiredSecret, 'the retired secret');
  if (retiredSecret !== secret) return;
  throw new HookswitchError(
    'bad-secret',
    'the retired secret is the same as the secret; give the one that the webhook had before, or none',
  );
}

function redactorFor({ secret, retiredSecret, headers = [], url, observeUrl }: CheckOptions): Redactor {
  const retired = retiredSecret === undefined ? [] : [retiredSecret];
  const urls = [url ?? '', observeUrl ?? ''].flatMap(credentialsInUrl);
  const secrets = [secret, ...retired, ...urls, ...headers.flatMap(([, value]) => credentialsIn(value))];
  return createRedactor(
    secrets,
    headers.map(([name]) => name),
  );
}

/** Checks what was given and makes what all rules share. */
function createState(url: string, options: PlayedOptions): RunState {
  const allowHosts = options.allowHosts ?? [];
  assertUsableUrl(url, allowHosts, 'the receiver');
  if (options.observeUrl !== undefined) {
    assertUsableUrl(options.observeUrl, allowHosts, 'the observer');
    assertPlaceholder(options.observeUrl);
  }
  const settings = { ...defaultSettings, ...options.settings };
  assertUsableSettings(settings);
  if (options.sequence !== undefined) assertUsableSequence(options.sequence);
  const seen: RunState['seen'] = {
    hasAcknowledged: false,
    showsEffects: false,
    acceptsTestOnly: false,
    gone: undefined,
  };
  const process = options.restart === undefined ? undefined : processOf(options.restart);
  const seed = options.seed ?? randomInt(2 ** 31);
  const profile = profileOf(options, seed);
  const connection = {
    allowHosts,
    insecure: options.insecure === true,
    ...defined({ ca: options.ca }),
  };
  const sending = {
    webhook: { url, secret: options.secret, method: options.method ?? 'POST' },
    profile,
    headers: options.headers ?? [],
    connector: profile.connections === 'kept' ? keptConnections(connection) : freshConnections(connection),
  };
  const inFlight = createInFlight({ atOnce: maxInFlight, ratePerSecond: options.rate });
  return {
    ...sending,
    settings,
    connection,
    observer: observerOf(options, connection),
    downstream: options.downstream,
    process,
    comeBackMs: Math.max(options.waitMs ?? 0, comeBackMs),
    retiredSecret: options.retiredSecret,
    words: options.words ?? libraryWords,
    isThorough: options.thorough === true,
    sharesProcess: options.sharesProcess === true || options.receiver !== undefined,
    seed,
    sequence: options.sequence,
    runs: options.runs ?? defaultRuns,
    settleMs: options.settleMs ?? defaultSettleMs,
    identities: createIdentities(),
    inFlight,
    rate: new RateGuard({
      bounds: inFlight.bounds,
      budgetMs: budgetFrom(0, options).totalMs,
      control: () => controlOf(sending, inFlight),
      signal: options.signal,
    }),
    pace: { ackMs: 0, eachMs: 0, queueMs: 0 },
    crashes: new CrashGuard(ownEndOf(sending, process, options), (reason) => {
      seen.gone = reason;
    }),
    attempts: new KeptAttempts(),
    seen,
  };
}

/** A receiver in this process has no end of its own, and what a rule stops is not watched. */
function ownEndOf(
  { webhook, connector }: Pick<RunState, 'webhook' | 'connector'>,
  process: RunState['process'],
  { receiver, signal }: CheckOptions,
): OwnEnd | undefined {
  if (process) return endOfProcess(process);
  return receiver ? undefined : endOfPort(webhook.url, connector, signal ?? new AbortController().signal);
}

const controlTimeoutMs = 3000;

/** Whether the receiver limits the rate of a message that nothing is wrong with. */
async function controlOf(
  sending: Pick<RunState, 'webhook' | 'profile' | 'headers' | 'connector'>,
  inFlight: RunState['inFlight'],
): Promise<Limited | undefined> {
  const send = () => transmit({ ...sending, message: testMessage, timeoutMs: controlTimeoutMs });
  return asksToWait((await inFlight.run(send, true)).outcome);
}

/** What is varied has no value that a fetch handler could not see. */
function profileOf({ profile = {}, vary, receiver, method }: CheckOptions, seed: number): Profile {
  if (!vary) return chooseProfile(profile);
  const visible = isFetchHandler(receiver) && method === 'GET' ? ({ getCarriage: 'query' } as const) : {};
  return chooseProfile({ ...visible, ...profile }, seed);
}

/** The fetch standard has no GET with a body: a fetch handler would be told off for what no host lets it see. */
function assertCanBeSeen({ webhook, profile }: RunState, { receiver }: CheckOptions): void {
  if (!isFetchHandler(receiver) || webhook.method !== 'GET' || profile.getCarriage !== 'body') return;
  throw new HookswitchError(
    'bad-receiver',
    "a fetch handler sees no body of a GET, whoever hosts it; give profile: { getCarriage: 'query' }, or method POST",
  );
}

function describeObserver(options: PlayedOptions, learned: Learned | undefined): Report['observer'] {
  const { observe, observeUrl, observeCmd, downstream } = options;
  const shown = learned && { learned: learnedForReport(learned) };
  if (observe) return { kind: 'function', ...shown };
  if (observeCmd !== undefined) return { kind: 'command', command: displayCommand(observeCmd), ...shown };
  if (observeUrl !== undefined) return { kind: 'http', url: displayUrl(observeUrl), ...shown };
  return downstream ? { kind: 'downstream', url: downstream.url, ...shown } : null;
}
