import { traitsOf } from '../simulator/faults/traits.ts';
import { type AcceptedDelivery, faultNamed, type SenderEvent, type Webhook } from '../simulator/index.ts';
import type { Redactor } from '../text/secrets/redact.ts';
import { attemptAsData } from './attempt-data.ts';
import type { HintContext } from './hints.ts';
import type { AttemptStart } from './lines.ts';
import type { SendLog } from './log.ts';
import type { SendPlan } from './plan.ts';

interface FollowOptions {
  readonly deliveries: number;
  readonly log: SendLog;
  readonly redactor: Redactor;
  /** Gets a line of JSON for each attempt. */
  readonly record: NodeJS.WritableStream | undefined;
}

/** Turns the sender's events into log lines and JSON. Deliveries are numbered from 1. */
export function follow(plan: SendPlan, { deliveries, log, redactor, record }: FollowOptions) {
  const { source, seed, webhooks, wanted } = plan;
  const numbers = new Map<string, number>();
  const met = new Set<string>();
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
    message: delivery.message,
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
        const { outcome, request, elapsedMs, measuredLateMs, startedAt } = event.transmission;
        const start = startOf(delivery, event.n, event.fault);
        const end = { ...start, outcome, request, elapsedMs, measuredLateMs, nextInMs: event.nextInMs };
        const isMet = wanted.isMet(end);
        const data = attemptAsData(end, startedAt, { seed, file: source.file }, redactor);
        const line = { ...data, ...(wanted.expected === undefined ? {} : { asExpected: isMet }) };
        record?.write(`${JSON.stringify(line)}\n`);
        if (isMet) met.add(delivery.id);
        else met.delete(delivery.id);
        return log.attemptEnded(end);
      }
      case 'ended': {
        numbers.delete(delivery.id);
        const isMet = met.delete(delivery.id);
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
  return { url: new URL(url), ...traitsOf(fault, webhook, profile), timeoutMs: timeoutSeconds * 1000, fault };
}
