import { outcomeInWords } from '../schemas/words/outcome-words.ts';
import { missingSignature } from '../simulator/faults/missing-signature.ts';
import {
  attempt,
  type Connector,
  type Fault,
  type Header,
  type Outcome,
  type Profile,
  type Settings,
  systemClock,
  type Transmission,
  testMessage,
  transmit,
  type Webhook,
} from '../simulator/index.ts';
import { getSteps } from '../simulator/wire/wire.ts';
import { defined } from '../text/defined.ts';
import { formatMs } from '../text/words/durations.ts';
import type { ManagedProcess } from './receiver-process.ts';

/** What a receiver and a run have in common: how to reach it, and what was seen when it started. */
export interface AppRun {
  readonly webhook: Webhook;
  readonly profile: Profile;
  readonly connector: Connector;
  readonly headers: readonly Header[];
  readonly settings: Settings;
  /** Runs a request in its turn. */
  readonly inFlight: { run<T>(doIt: () => Promise<T>, unbounded?: boolean): Promise<T> };
  /** Called with each message that was sent and not rejected. */
  readonly onStored?: ((message: unknown) => void) | undefined;
  readonly seen: SeenOfApp;
  readonly process: Pick<ManagedProcess, 'ownEnd'> | undefined;
}

/** How the app behind a port started. */
export interface SeenOfApp {
  /** The app served before the first message, so it must serve again after a restart. Not known if the check doesn't wait for it. */
  hasServed?: boolean;
  /** The port is open before the app serves. */
  opensEarly?: boolean;
  /** How long the check waited for an app that did not serve (ms). */
  waitedForAppMs?: number;
}

/** How long to wait for the response to a request without a message (ms). */
const minTimeoutMs = 3000;
const tryEveryMs = 250;
/** How long to wait if the app serves only some of many requests (ms). More requests would reach a rate limit. */
const tryManyEveryMs = 1000;
/** Each worker of nginx finds out on its own that the app serves. Sending this many requests at once, twice, reaches all of them. */
const many = { atOnce: 10, times: 2 };

/**
 * Waits until the app serves behind a port that is open before it: a proxy responds with 502, 503 or 504 until then, and the port of a
 * container closes each connection. A request without a message shows that an app serves, and changes nothing. Only if it fails are test
 * messages sent, since a receiver may respond with a 503 to what isn't signed.
 *
 * @returns The last response, if the app doesn't serve within this time.
 */
export async function awaitApp(
  run: AppRun,
  withinMs: number,
  signal: AbortSignal,
): Promise<Outcome | undefined> {
  const endsAt = performance.now() + withinMs;
  if (withinMs <= 0) return undefined;
  const { seen } = run;
  const first = await requestWithoutMessage(run, signal);
  if (serves(first)) {
    // A receiver that doesn't respond to such a request would cost a timeout after each restart.
    seen.hasServed = first.kind === 'response';
    return undefined;
  }
  for (let tries = 1; ; tries += 1) {
    const outcome = await sendTestMessage(run, timeoutOf(run), signal);
    const isServed = serves(outcome);
    if (signal.aborted || (isServed && (await everyWorkerServes(run, signal)))) {
      seen.hasServed = true;
      seen.opensEarly ||= tries > 1;
      return undefined;
    }
    const nextMs = isServed ? tryManyEveryMs : tryEveryMs;
    if (performance.now() + nextMs > endsAt || run.process?.ownEnd?.() !== undefined)
      return isServed ? undefined : outcome;
    await systemClock.sleep(nextMs, signal);
  }
}

async function everyWorkerServes(run: AppRun, signal: AbortSignal): Promise<boolean> {
  for (let left = many.times; left > 0; left -= 1) {
    const sendings = Array.from({ length: many.atOnce }, () => sendTestMessage(run, timeoutOf(run), signal));
    // A rate limit may respond with a 503.
    if (!(await Promise.all(sendings)).every((outcome) => serves(outcome, [502, 504]))) return false;
  }
  return true;
}

function serves(outcome: Outcome, statusesWithout: readonly number[] = [502, 503, 504]): boolean {
  if (outcome.kind === 'response') return !statusesWithout.includes(outcome.status);
  return outcome.kind !== 'connection-failed';
}

async function requestWithoutMessage(run: AppRun, signal: AbortSignal): Promise<Outcome> {
  const { webhook, connector, headers, inFlight } = run;
  const { url } = webhook;
  const steps = getSteps(url, headers);
  const sent = () => attempt({ url, steps, connector, timeoutMs: minTimeoutMs, signal });
  return (await inFlight.run(sent, true)).outcome;
}

/** Sends the test message in its turn, whether the run has begun or not. */
export async function sendTestMessage(
  { webhook, profile, connector, headers, inFlight }: Omit<AppRun, 'process'>,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Outcome> {
  const sending = { webhook, profile, connector, headers, message: testMessage, timeoutMs };
  return (await inFlight.run(() => transmit({ ...sending, ...defined({ signal }) }), true)).outcome;
}

/** Whether anything gets a response: a genuine message, a forged one, or a request without a message. */
export async function respondsToAny(
  run: Omit<AppRun, 'process'>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  const { webhook, connector, headers } = run;
  const { url } = webhook;
  const all = await Promise.all([
    respondsTo(testMessage, run, timeoutMs, signal),
    respondsTo(testMessage, run, timeoutMs, signal, missingSignature),
    attempt({ url, steps: getSteps(url, headers), connector, timeoutMs, signal }).then(isResponse),
  ]);
  return all.some(Boolean);
}

/** Whether this message gets a response, or at least doesn't wait in vain. */
export async function respondsTo(
  message: unknown,
  { webhook, profile, connector, headers, onStored }: Omit<AppRun, 'process'>,
  timeoutMs: number,
  signal: AbortSignal,
  fault?: Fault,
): Promise<boolean> {
  const sending = { webhook, profile, connector, headers, message, timeoutMs, signal };
  onStored?.(message);
  return isResponse(await transmit({ ...sending, ...defined({ fault }) }));
}

function isResponse({ outcome }: Pick<Transmission, 'outcome'>): boolean {
  return outcome.kind !== 'timeout' || outcome.status !== undefined;
}

const timeoutOf = ({ settings }: AppRun) => settings.timeoutSeconds * 1000;

/** How much earlier than the caller this stops waiting, to say why (ms). */
const marginMs = 500;

/**
 * A process whose start also waits for the app, if the check saw it serve before: the port may be open before the app, also if the app was
 * already serving when the check first looked.
 */
export function servingAfterStart(
  process: ManagedProcess,
  run: Omit<AppRun, 'process'>,
  withinMs: number,
  signal: AbortSignal,
): ManagedProcess {
  return {
    ...defined({ isBackAfterKill: process.isBackAfterKill, output: process.output }),
    ...(process.ownEnd && { ownEnd: () => process.ownEnd?.() }),
    ...(process.printed && { printed: () => process.printed?.() ?? '' }),
    kill: () => process.kill(),
    async start() {
      const endsAt = performance.now() + withinMs - marginMs;
      await process.start();
      if (!run.seen.hasServed) return;
      const failed = await awaitApp({ ...run, process }, endsAt - performance.now(), signal);
      if (failed) throw new Error(notServing(failed, run.webhook.url, withinMs));
    },
  };
}

function notServing(failed: Outcome, url: string, waitedMs: number): string {
  const what = `${new URL(url).host} is open, but the app behind it still does not serve after ${formatMs(waitedMs)}`;
  return `${what}: ${outcomeInWords(failed)}`;
}
