import type { Redactor } from '../../text/secrets/redact.ts';
import type { Fault } from '../faults/fault.ts';
import type { AcceptedDelivery, Journal } from '../journal/journal.ts';
import type { Connector } from '../wire/connection.ts';
import type { Header } from '../wire/request.ts';
import { type Transmission, transmit } from '../wire/transmit.ts';
import { type Clock, type Delivery, deliverWithRetries } from './delivery.ts';
import { retryDelaysMs } from './retry.ts';
import { outcomeWithoutCredentials, requestWithoutCredentials } from './without-credentials.ts';

/** The events of a sender. */
export type SenderEvent =
  /** A message was accepted for a webhook. */
  | {
      readonly kind: 'accepted';
      /** The delivery. */
      readonly delivery: AcceptedDelivery;
    }
  /** An attempt started. */
  | {
      readonly kind: 'attempt-started';
      /** The delivery. */
      readonly delivery: AcceptedDelivery;
      /** The number of the attempt, from 1. */
      readonly n: number;
      /** The name of the attempt's fault. */
      readonly fault: string | undefined;
    }
  /** An attempt ended. */
  | {
      readonly kind: 'attempt-ended';
      /** The delivery. */
      readonly delivery: AcceptedDelivery;
      /** The number of the attempt, from 1. */
      readonly n: number;
      /** The name of the attempt's fault. */
      readonly fault: string | undefined;
      /** The request and its outcome. */
      readonly transmission: Transmission;
      /** The gap until the next attempt (ms), if there is one. */
      readonly nextInMs: number | undefined;
    }
  /** A delivery ended; an interrupted one stays pending in the journal. */
  | {
      readonly kind: 'ended';
      /** The delivery. */
      readonly delivery: AcceptedDelivery;
      /** How it ended. */
      readonly state: 'acknowledged' | 'exhausted' | 'interrupted';
    };

export interface DispatchOptions {
  readonly journal: Journal;
  readonly connector: Connector;
  readonly clock: Clock;
  readonly headers: readonly Header[];
  /** Masks the secret and the credentials of a webhook, and the values of the headers. */
  readonly redactorFor: (secret: string, url: string) => Redactor;
  readonly signal: AbortSignal;
  readonly onEvent: (event: SenderEvent) => void;
}

/** A delivery to carry out. */
export interface DeliveryJob {
  readonly delivery: AcceptedDelivery;
  readonly fault: Fault | undefined;
  /** The webhook's secret at the time of an attempt. */
  readonly secret: () => string;
  /** The number of the next attempt, from 1. */
  readonly from: number;
  /** How long to wait before it (ms). */
  readonly afterMs: number;
}

/**
 * Carries out a delivery. Each attempt is in the journal before its first byte is sent, so that a crash can't cause it to be made twice. An
 * interrupted delivery stays pending.
 *
 * @throws HookswitchError `journal-failed`.
 */
export async function dispatch(job: DeliveryJob, options: DispatchOptions): Promise<Delivery<Transmission>> {
  const { delivery, from, afterMs } = job;
  const { journal, clock, signal, onEvent } = options;
  const { id, settings } = delivery;
  if (afterMs > 0) await clock.sleep(afterMs, signal);
  const isUsedUp = from > settings.retryCount + 1;
  const result = isUsedUp || signal.aborted ? nothingSent : await makeAttempts(job, options);
  const isInterrupted = signal.aborted && !result.isAcknowledged && !isUsedUp;
  const state = result.isAcknowledged ? 'acknowledged' : 'exhausted';
  if (!isInterrupted) await journal.append([{ kind: 'ended', id, state, at: new Date() }]);
  onEvent({ kind: 'ended', delivery, state: isInterrupted ? 'interrupted' : state });
  return result;
}

const nothingSent: Delivery<Transmission> = { attempts: [], isAcknowledged: false };

async function makeAttempts(job: DeliveryJob, options: DispatchOptions): Promise<Delivery<Transmission>> {
  const { delivery, fault, from } = job;
  const { journal, clock, signal, onEvent, redactorFor } = options;
  const { id, settings, profile } = delivery;
  const faultOf = (n: number) => (n > 1 && cutsConnection(fault, delivery.message) ? undefined : fault);
  let kept = Promise.resolve();
  const result = await deliverWithRetries<Transmission>({
    from,
    attempt: async (n) => {
      await journal.append([{ kind: 'attempt-started', id, n, at: new Date() }]);
      onEvent({ kind: 'attempt-started', delivery, n, fault: faultOf(n)?.name });
      return transmitAttempt(job, faultOf(n), options);
    },
    onAttempt: (transmission, n, nextInMs) => {
      const { elapsedMs, measuredLateMs } = transmission;
      const request = requestWithoutCredentials(transmission.request, options.headers);
      const outcome = outcomeWithoutCredentials(
        transmission.outcome,
        redactorFor(job.secret(), delivery.webhook.url),
      );
      kept = journal.append([{ kind: 'attempt-ended', id, n, request, outcome, elapsedMs, measuredLateMs }]);
      // If this entry can't be stored, neither can the next one, which is awaited.
      kept.catch(() => {});
      onEvent({ kind: 'attempt-ended', delivery, n, fault: faultOf(n)?.name, transmission, nextInMs });
    },
    delaysMs: retryDelaysMs(settings, profile),
    clock,
    signal,
  });
  if (signal.aborted) await kept;
  return result;
}

function transmitAttempt(
  { delivery, secret }: DeliveryJob,
  fault: Fault | undefined,
  { connector, headers, signal }: DispatchOptions,
): Promise<Transmission> {
  const { webhook, message, settings, profile, signature } = delivery;
  return transmit({
    webhook: { url: webhook.url, method: webhook.method, secret: secret() },
    message,
    profile,
    connector,
    timeoutMs: settings.timeoutSeconds * 1000,
    fault,
    signature: profile.retrySignature === 'repeated' ? signature : undefined,
    headers,
    signal,
  });
}

/** Such a fault happens on the connection: only the first attempt has it, and the retry is genuine. */
export function cutsConnection(fault: Fault | undefined, message: Uint8Array): boolean {
  return fault?.pace?.(new Uint8Array(), message).some(({ kind }) => kind === 'cut') ?? false;
}
