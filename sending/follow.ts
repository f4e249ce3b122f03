import { traitsOf } from '../simulator/faults/traits.ts';
import {
  type AcceptedDelivery,
  faultNamed,
  isRejected,
  type SenderEvent,
  type Webhook,
} from '../simulator/index.ts';
import type { Redactor } from '../text/redact.ts';
import { attemptAsData } from './attempt-data.ts';
import type { HintContext } from './hints.ts';
import type { AttemptStart } from './lines.ts';
import type { SendLog } from './log.ts';
import type { SendPlan } from './plan.ts';
import { isToBeRefused } from './refusal.ts';

interface FollowOptions {
  readonly deliveries: number;
  readonly log: SendLog;
  readonly redactor: Redactor;
  /** Gets a line of JSON for each attempt. */
  readonly record: NodeJS.WritableStream | undefined;
}

/** Turns the sender's events into log lines and JSON. Deliveries are numbered from 1. */
export function follow(plan: SendPlan, { deliveries, log, redactor, record }: FollowOptions) {
  const { source, seed, webhooks } = plan;
  const numbers = new Map<string, number>();
  const refused = new Set<string>();
  const isRefused = isToBeRefused(plan);
  let last = 0;
  const numberOf = (id: string) => {
    const n = numbers.get(id) ?? ++last;
    numbers.set(id, n);
    return n;
  };
  const startOf = (delivery: AcceptedDelivery, attempt: number, fault: string | undefined): AttemptStart => ({
    n: numberOf(delivery.id),
    deliveries,
    isFanOut: webhooks.length > 1,
    context: contextOf(delivery, plan),
    event: delivery.event,
    file: source.file,
    bytes: delivery.message.length,
    attempt,
    attempts: delivery.settings.retryCount + 1,
    fault,
  });
  return (event: SenderEvent) => {
    const { delivery } = event;
    switch (event.kind) {
      case 'accepted':
        numberOf(delivery.id);
        return;
      case 'attempt-started':
        return log.attemptStarted(startOf(delivery, event.n, event.fault));
      case 'attempt-ended': {
        const { outcome, elapsedMs, measuredLateMs, startedAt } = event.transmission;
        const start = startOf(delivery, event.n, event.fault);
        const end = { ...start, outcome, elapsedMs, measuredLateMs, nextInMs: event.nextInMs };
        record?.write(
          `${JSON.stringify(attemptAsData(end, startedAt, { seed, file: source.file }, redactor))}\n`,
        );
        if (isRejected(outcome)) refused.add(delivery.id);
        return log.attemptEnded(end);
      }
      case 'ended': {
        numbers.delete(delivery.id);
        const isMet = isRefused ? refused.has(delivery.id) : event.state === 'acknowledged';
        refused.delete(delivery.id);
        if (event.state !== 'interrupted') log.messageEnded(isMet);
      }
    }
  };
}

/** What a hint for an outcome depends on. */
function contextOf(delivery: AcceptedDelivery, { webhooks, profile }: SendPlan): HintContext {
  const { url, method } = delivery.webhook;
  const secret = webhooks.find((webhook) => webhook.url === url)?.secret ?? '';
  const webhook: Webhook = { url, method, secret };
  const fault = faultNamed(delivery.fault);
  const { timeoutSeconds } = delivery.settings;
  return { url: new URL(url), ...traitsOf(fault, webhook, profile), timeoutSeconds, fault };
}
