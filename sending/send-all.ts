import { type Journal, type PushedDelivery, Sender, systemClock } from '../simulator/index.ts';
import { displayUrl, type Redactor } from '../text/secrets/redact.ts';
import { follow } from './follow.ts';
import type { SendLog } from './log.ts';
import type { SendPlan } from './plan.ts';
import type { Due } from './source.ts';

export interface SendingOptions {
  readonly journal: Journal | undefined;
  /** Sends only what is pending in the journal. */
  readonly isResumed: boolean;
  readonly deliveries: number;
  readonly log: SendLog;
  readonly redactor: Redactor;
  /** Gets a line of JSON for each attempt. */
  readonly record: NodeJS.WritableStream | undefined;
  readonly signal: AbortSignal;
}

/** @throws HookswitchError for invalid webhooks. */
export function senderOf(plan: SendPlan, options: SendingOptions): Sender {
  const { journal } = options;
  return new Sender({
    ...plan.connection,
    webhooks: plan.webhooks,
    settings: plan.settings,
    profile: plan.profile,
    headers: plan.headers,
    deliveriesAtOnce: plan.concurrency,
    ...(journal ? { journal } : {}),
    onEvent: follow(plan, options),
  });
}

interface Sent {
  /** Whether every message got the wanted response. */
  readonly isAllMet: boolean;
  /** The number of messages that an interruption kept from being started. A journal doesn't contain them. */
  readonly notStarted: number;
}

/** Sends everything in a plan, or until interrupted. */
export async function sendAll(
  sender: Sender,
  plan: SendPlan,
  { isResumed, log, signal }: SendingOptions,
): Promise<Sent> {
  const interrupt = () => void sender.close();
  signal.addEventListener('abort', interrupt);
  if (signal.aborted) interrupt();
  const sent = isResumed ? await resumeAll(sender, plan) : await pushAll(sender, plan, log, signal);
  signal.removeEventListener('abort', interrupt);
  await sender.close();
  log.summary(signal.aborted);
  return sent;
}

/** Runs as many messages at once as the plan allows. */
async function pushAll(sender: Sender, plan: SendPlan, log: SendLog, signal: AbortSignal): Promise<Sent> {
  const due = plan.source.due()[Symbol.iterator]();
  const { fault, isSentOnce } = plan;
  let isAllMet = true;
  let notStarted = plan.source.messages;
  const push = async ({ bytes, note, pauseMs }: Due) => {
    if (pauseMs > 0) await systemClock.sleep(pauseMs, signal);
    if (signal.aborted) return;
    if (note !== undefined) log.note(note);
    if (!bytes) return;
    notStarted -= 1;
    const pushed = await sender.push(bytes, { fault, isSentOnce });
    if (!(await areMet(pushed, plan))) isAllMet = false;
  };
  const work = async () => {
    for (let next = due.next(); !next.done && !signal.aborted; next = due.next()) await push(next.value);
  };
  await Promise.all(Array.from({ length: plan.concurrency }, work));
  await sender.idle();
  return { isAllMet, notStarted };
}

async function resumeAll(sender: Sender, plan: SendPlan): Promise<Sent> {
  const isAllMet = await areMet(sender.resume(), plan);
  await sender.idle();
  return { isAllMet, notStarted: 0 };
}

async function areMet(pushed: readonly PushedDelivery[], { wanted }: SendPlan): Promise<boolean> {
  const results = await Promise.all(pushed.map(({ result }) => result));
  return results.every(({ attempts }) => {
    const last = attempts.at(-1);
    return last !== undefined && wanted.isMet(last);
  });
}

/** The number of pending deliveries to these webhooks in a journal. */
export function countPending(journal: Journal, plan: SendPlan): number {
  return pendingIn(journal, plan).pending;
}

/** The number of pending deliveries to these webhooks in a journal, and to which other URLs deliveries are pending. */
export function pendingIn(
  journal: Journal,
  { webhooks }: SendPlan,
): { readonly pending: number; readonly otherUrls: readonly string[] } {
  const urls = new Set(webhooks.map(({ url }) => displayUrl(url)));
  const otherUrls = new Set<string>();
  let pending = 0;
  for (const { webhook } of journal.deliveries({ state: 'pending' })) {
    const url = displayUrl(webhook.url);
    if (urls.has(url)) pending += 1;
    else otherUrls.add(url);
  }
  return { pending, otherUrls: [...otherUrls] };
}
