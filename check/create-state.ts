import { randomInt } from 'node:crypto';
import { genuineOf } from '../diagnosis/index.ts';
import {
  asksToWait,
  endOfPort,
  endOfProcess,
  isFetchHandler,
  type OwnEnd,
  probeLimit,
  processOf,
  respondsTo,
  respondsToAny,
  sendTestMessage,
  servingAfterStart,
} from '../receiver/index.ts';
import {
  type Adapted,
  atOnceWithin,
  budgetFrom,
  ConnectionGuard,
  ControlLooks,
  CrashGuard,
  createIdentities,
  createInFlight,
  type Effort,
  Fences,
  guardedObserver,
  type Identities,
  KeptAttempts,
  maxInFlight,
  nothingSeen,
  RateGuard,
  Responses,
  type Rule,
  type RunState,
  SeenMessages,
  SilenceWatch,
  type Target,
} from '../runner/index.ts';
import { chooseProfile, defaultSettings, freshConnections, type Profile } from '../simulator/index.ts';
import { seededChoices } from '../simulator/random.ts';
import { staysOnThisMachine } from '../simulator/wire/address-guard.ts';
import { connectorFor } from '../simulator/wire/connection.ts';
import { defined } from '../text/defined.ts';
import { isTimeSimulated } from '../time/index.ts';
import type { CheckOptions, PlayedOptions } from './check-options.ts';
import { observerOf } from './observer-of.ts';

const defaultRuns = 25;
const simulatedSequences = 5;
const thoroughSequences = 100;
const defaultSchedules = 25;
const thoroughSchedules = 500;
const defaultSettleMs = 2000;
const defaultComeBackMs = 30_000;
/** The timeout of the message that shows whether the receiver limits its rate (ms). */
const controlTimeoutMs = 3000;
/** The timeout of a message while idle connections are open (ms). */
const besideIdleMs = 1000;

/** Creates what all rules of the run share. */
export function createState(
  url: string,
  rules: readonly Rule[],
  options: PlayedOptions,
  adapted?: Adapted,
  usedIdentities?: Identities,
): RunState {
  const usual = { ...defaultSettings, ...options.settings };
  const settings = { ...usual, ...defined({ timeoutSeconds: adapted?.timeoutSeconds }) };
  const seen = nothingSeen(options);
  const seed = options.seed ?? randomInt(2 ** 31);
  const profile = { ...profileOf(options, seed), ...adapted?.profile };
  const connection = {
    allowHosts: options.allowHosts ?? [],
    insecure: options.insecure === true,
    ...defined({ ca: options.ca }),
  };
  const sending = {
    webhook: { url, secret: options.secret, method: options.method ?? 'POST', ...adapted?.webhook },
    profile,
    headers: options.headers ?? [],
    connector: connectorFor(profile.connections, connection),
  };
  const inFlight = createInFlight({ atOnce: maxInFlight, ratePerSecond: options.rate });
  const comeBackMs = Math.max(options.waitMs ?? 0, defaultComeBackMs);
  const { onStored } = options;
  const app = { ...sending, inFlight, settings, seen, onStored };
  const signal = options.signal ?? new AbortController().signal;
  const process = options.restart && servingAfterStart(processOf(options.restart), app, comeBackMs, signal);
  const { totalMs: budgetMs } = budgetFrom(0, options);
  const identities = usedIdentities ?? createIdentities(isTimeSimulated() ? seededChoices(seed) : undefined);
  const timeoutMs = settings.timeoutSeconds * 1000;
  const idle = freshConnections(connection);
  const besideIdle = () => sendTestMessage({ ...app, connector: idle }, besideIdleMs, signal);
  const connections = new ConnectionGuard(
    (opened) => probeLimit({ url, connector: idle, send: besideIdle }, opened),
    (limit) => {
      inFlight.bounds.atOnce = atOnceWithin(limit);
    },
  );
  const responses = { all: new Responses(), reports: new Responses() };
  const crashes = new CrashGuard(ownEndOf(sending, process, options, signal), budgetMs, (reason) => {
    seen.gone = reason;
  });
  options.watchCrashes?.((end) => crashes.caught(end));
  return {
    target: {
      ...{ ...sending, settings, connection, previousSecret: options.previousSecret, adapted },
      isOnThisMachine: !options.isElsewhere && staysOnThisMachine(sending.webhook.url, connection.allowHosts),
    },
    receiver: {
      process,
      output: options.output,
      comeBackMs,
      sharesProcess: options.sharesProcess === true || options.receiver !== undefined,
    },
    observation: {
      observer: guardedObserver(observerOf(options, connection), connections),
      downstream: options.downstream,
      settleMs: options.settleMs ?? defaultSettleMs,
    },
    effort: effortOf(options, seed),
    guards: {
      inFlight,
      connections,
      rate: new RateGuard({
        perSecond: options.rate,
        budgetMs,
        control: async () => asksToWait(await sendTestMessage(app, controlTimeoutMs)),
        signal,
      }),
      pace: { ackMs: 0, eachMs: 0, queueMs: 0 },
      crashes,
    },
    traffic: {
      attempts: new KeptAttempts(),
      shared: new Map(),
      fences: new Fences(),
      controlLooks: new ControlLooks(),
      messagesSeen: new SeenMessages(rules, { timeoutMs, webhook: sending.webhook }),
      responses,
      silence: {
        all: new SilenceWatch({
          ...{ responses: responses.all, timeoutMs },
          responds: (withinMs) => respondsToAny(app, withinMs, signal),
        }),
        reports: new SilenceWatch({
          ...{ responses: responses.reports, timeoutMs },
          responds: (withinMs) => respondsTo(genuineOf({ seen, identities }).dids(), app, withinMs, signal),
        }),
      },
      onStored,
    },
    identities,
    seen,
  };
}

function effortOf(options: CheckOptions, seed: number): Effort {
  const { thorough = false, numRuns = defaultRuns, shrinks, sequence } = options;
  const sequences = sequencesOf(options);
  return {
    seed,
    isThorough: thorough,
    runs: numRuns,
    shrinks,
    sequence,
    sequences,
    schedules: schedulesOf(options),
  };
}

/** In real time, as many as fit into it; simulated time has room for any number. */
function sequencesOf({ sequences, thorough = false }: CheckOptions): number | undefined {
  if (sequences !== undefined || !isTimeSimulated()) return sequences;
  return thorough ? thoroughSequences : simulatedSequences;
}

/** Only simulated time keeps a schedule. */
function schedulesOf({ schedules, thorough = false }: CheckOptions): number {
  if (!isTimeSimulated()) return 0;
  return schedules ?? (thorough ? thoroughSchedules : defaultSchedules);
}

/** Detects when the receiver's process ends by itself; undefined if that can't be seen, as for a receiver in this process. */
function ownEndOf(
  { webhook, connector }: Pick<Target, 'webhook' | 'connector'>,
  process: RunState['receiver']['process'],
  { receiver }: CheckOptions,
  signal: AbortSignal,
): OwnEnd | undefined {
  if (process) return endOfProcess(process);
  return receiver ? undefined : endOfPort(webhook.url, connector, signal);
}

/** With `vary`, a fetch handler for GET gets its messages in the query, since it can't see a body. */
function profileOf({ profile = {}, vary, receiver, method }: CheckOptions, seed: number): Profile {
  if (!vary) return chooseProfile(profile);
  const visible = isFetchHandler(receiver) && method === 'GET' ? ({ payloadIn: 'query' } as const) : {};
  return chooseProfile({ ...visible, ...profile }, seed);
}
