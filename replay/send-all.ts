import type { AttemptEnd, AttemptStart } from '../sending/lines.ts';
import {
  type ConnectionOptions,
  type Connector,
  type Delivery,
  deliverWithRetries,
  retryDelaysMs,
  type Settings,
  systemClock,
  type Transmission,
  transmit,
} from '../simulator/index.ts';
import { connectorFor } from '../simulator/wire/connection.ts';
import { startOf } from './attempt-lines.ts';
import type { ReplayMessage } from './outgoing.ts';
import type { Prepared } from './prepare-all.ts';
import { isAsExpected, wasReached } from './verdict.ts';

/** A validated plan for a replay. */
export interface ReplayPlan extends Prepared {
  readonly settings: Settings;
  readonly connection: ConnectionOptions;
  /** The seed of a varied profile. */
  readonly seed: number | undefined;
}

/** Called when an attempt begins or ends, and when a message ends. */
export interface ReplayListener {
  started(message: ReplayMessage, start: AttemptStart): void;
  ended(message: ReplayMessage, end: AttemptEnd, startedAt: Date): void;
  messageEnded(isAsExpected: boolean): void;
}

/** `unreachable`: no attempt got a connection. */
export type ReplayEnd = 'as-expected' | 'not-as-expected' | 'unreachable' | 'interrupted';

/** Sends the messages in order, each when the one before is acknowledged or exhausted. */
export async function replayAll(
  plan: ReplayPlan,
  listener: ReplayListener,
  signal: AbortSignal,
): Promise<ReplayEnd> {
  const { sending, connection, messages } = plan;
  const connector = connectorFor(sending.profile.connections, connection);
  const isOneUrl = new Set(messages.map(({ url }) => new URL(url).host)).size === 1;
  let isAllMet = true;
  let isReached = false;
  try {
    for (const [at, message] of messages.entries()) {
      const { attempts } = await deliverOne(message, at + 1, { plan, connector, listener, signal });
      if (signal.aborted) return 'interrupted';
      const last = attempts.at(-1);
      const isMet = last !== undefined && isAsExpected(last.outcome, message.recorded.expected);
      listener.messageEnded(isMet);
      isAllMet &&= isMet;
      isReached ||= attempts.some(({ outcome }) => wasReached(outcome));
      // Nothing listens there, so the other messages would only cost time.
      if (!isReached && isOneUrl) break;
    }
  } finally {
    connector.close();
  }
  if (!isReached) return 'unreachable';
  return isAllMet ? 'as-expected' : 'not-as-expected';
}

interface Surroundings {
  readonly plan: ReplayPlan;
  readonly connector: Connector;
  readonly listener: ReplayListener;
  readonly signal: AbortSignal;
}

function deliverOne(
  message: ReplayMessage,
  n: number,
  { plan, connector, listener, signal }: Surroundings,
): Promise<Delivery<Transmission>> {
  const { settings, sending, messages } = plan;
  const delaysMs = message.recorded.isSentOnce ? [] : retryDelaysMs(settings, sending.profile);
  const place = { n, total: messages.length, attempts: delaysMs.length + 1 };
  const start = startOf(message, place, settings);
  return deliverWithRetries<Transmission>({
    attempt: (attempt) => {
      listener.started(message, { ...start, attempt });
      const timeoutMs = settings.timeoutSeconds * 1000;
      return transmit({ ...message.request, connector, timeoutMs, signal });
    },
    onAttempt: ({ outcome, elapsedMs, measuredLateMs, startedAt }, attempt, nextInMs) =>
      listener.ended(message, { ...start, attempt, outcome, elapsedMs, measuredLateMs, nextInMs }, startedAt),
    delaysMs,
    clock: systemClock,
    signal,
  });
}
