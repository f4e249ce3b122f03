import { connectionRefused } from '../schemas/connection-refused.ts';
import {
  type Connector,
  HookswitchError,
  isAcknowledged,
  probe,
  systemClock,
  testMessage,
} from '../simulator/index.ts';
import { onlyWith, option, type Sentence, sentence } from '../text/option-words.ts';
import type { Pace } from './budget.ts';
import { exchange } from './context/exchange.ts';
import type { RunState } from './context/run-state.ts';
import { isSame, shorten } from './observation/json.ts';
import type { Observer } from './observation/observer.ts';
import { changedPlaces } from './observation/shared-places.ts';
import { awaitApp } from './receiver/await-app.ts';
import { rulesAtOnce } from './run.ts';

const tryEveryMs = 100;
const oneTryMs = 5000;

/**
 * Waits until the receiver accepts a connection, at most `waitMs`.
 *
 * @throws HookswitchError `unreachable`.
 */
export async function awaitReceiver(
  url: string,
  connector: Connector,
  waitMs: number,
  signal: AbortSignal,
): Promise<void> {
  const start = performance.now();
  for (;;) {
    const trouble = await probe(url, connector, oneTryMs, signal);
    if (trouble === undefined || signal.aborted) return;
    if (performance.now() - start + tryEveryMs > waitMs) throw unreachable(url, trouble, waitMs);
    await systemClock.sleep(tryEveryMs, signal);
  }
}

/**
 * Waits for the app behind an open port. A receiver that fails until the end of the wait is checked like any other.
 *
 * @throws HookswitchError `unreachable` if it stopped listening.
 */
export async function awaitServing(run: RunState, endsAt: number, signal: AbortSignal): Promise<void> {
  const start = performance.now();
  const failed = await awaitApp(run, endsAt - start, signal);
  // A starting app may apply the test message late, and that must not be taken for the effect of the next message.
  if (run.seen.opensEarly) await systemClock.sleep(run.settleMs, signal);
  if (failed === undefined) return;
  const waitedMs = performance.now() - start;
  // It ended by itself, so the rules find out why.
  if (run.process?.ownEnd?.() !== undefined) await run.process.start();
  else if (failed.kind === 'connection-failed' && connectionRefused(failed))
    throw unreachable(run.webhook.url, failed, waitedMs);
  else run.seen.waitedForAppMs = waitedMs;
}

function unreachable(
  url: string,
  trouble: { code: string; message: string },
  waitMs: number,
): HookswitchError {
  const { host } = new URL(url);
  const waited = waitMs > 0 ? ` within ${Math.round(waitMs / 100) / 10} s` : '';
  const what = `${host} is not reachable${waited}: ${trouble.message.trim()}`;
  return new HookswitchError('unreachable', sentence`${what}; ${whatToDo(trouble.code)}`);
}

function whatToDo(code: string): Sentence {
  if (/PROTOCOL/.test(code)) return 'enable TLS 1.2 or later';
  if (/^(EPROTO|ERR_SSL)/.test(code)) return 'if the server uses plain HTTP, start the URL with http:';
  return /CERT|SELF_SIGNED|ISSUER|ALTNAME|SSL|TLS/.test(code)
    ? sentence`use a certificate that this machine trusts${onlyWith('insecure', sentence`, or add ${option('insecure')} if you trust this one anyway`)}`
    : sentence`start the receiver first${onlyWith('waitMs', sentence`, add ${option('waitMs', '30s')} to wait for it`)}${onlyWith('exec', sentence`, or let ${option('exec')} start it`)}`;
}

/** Long enough for a millisecond clock to advance (ms). */
const betweenObservationsMs = 20;

/** How two looks at a PBX that got no messages differ. */
interface Differing {
  readonly how: string;
  /** What differs, such as the time of the look; undefined if the whole state does. */
  readonly places: readonly string[] | undefined;
}

/**
 * Looks twice at an unknown PBX. If the looks differ, the observer would show changes everywhere.
 *
 * @throws HookswitchError `observer-unreachable`.
 */
export async function checkObserver(
  observer: Observer,
  sn: string,
  signal: AbortSignal,
): Promise<Differing | undefined> {
  const first = await observer.observe(sn, signal);
  await systemClock.sleep(betweenObservationsMs, signal);
  const second = await observer.observe(sn, signal);
  if (signal.aborted) return undefined;
  for (const seen of [first, second]) {
    if (seen.kind === 'trouble')
      throw new HookswitchError(
        'observer-unreachable',
        sentence`${seen.reason}; check ${option(observer.option)}`,
      );
  }
  if (first.kind !== 'state' || second.kind !== 'state' || isSame(first.state, second.state))
    return undefined;
  return {
    how: `${shorten(first.state, 120)} and then ${shorten(second.state, 120)} for a PBX that got no messages`,
    places: changedPlaces(first.state, second.state),
  };
}

export const maxInFlight = 16;
const fewInFlight = 4;
/** If an ack takes longer than this, more attempts at once are tried: a receiver that only waits can do so for many (ms). */
const slowMs = 100;

/** How many attempts can run concurrently, and the receiver's capacity. */
interface Sizing {
  readonly atOnce: number;
  readonly pace: Pace;
}

/**
 * How many attempts can run concurrently without making the receiver late or busy. Only the rule acknowledgement/acknowledges-a-burst
 * checks whether it can take a burst. A receiver that serves one request at a time gets so few that its queue stays well below the timeout,
 * during this measurement too.
 *
 * @param withinMs No larger number is tried after this much time, since it may take too long.
 */
export async function sizeInFlight(run: RunState, withinMs: number, signal: AbortSignal): Promise<Sizing> {
  const timeoutMs = run.settings.timeoutSeconds * 1000;
  const start = performance.now();
  const transmitOne = () =>
    exchange(run, { message: testMessage, what: 'the test message', timeoutMs, signal, unbounded: true });
  const first = await transmitOne();
  const ackMs = first.elapsedMs;
  const guess = (atOnce: number) => ({ atOnce, pace: { ackMs, eachMs: ackMs / atOnce, queueMs: 0 } });
  // A receiver that doesn't respond isn't delayed by other attempts, and waiting for many at once takes less time.
  if (first.outcome.kind === 'timeout') return guess(rulesAtOnce);
  if (!isAcknowledged(first.outcome)) return guess(maxInFlight);
  // The longest time in the queue.
  const mayWaitMs = Math.min(timeoutMs / 3, (timeoutMs - ackMs) / 2);
  let sizing = guess(1);
  const { ratePerSecond = rulesAtOnce } = run.inFlight.bounds;
  const sizes = [fewInFlight, maxInFlight, ...(ackMs > slowMs ? [rulesAtOnce] : [])];
  for (const atOnce of sizes.filter((size) => size <= ratePerSecond)) {
    const { queueMs } = sizing.pace;
    const willTakeMs = ackMs + atOnce * queueMs;
    const isTooMany = sizing.atOnce > 1 && atOnce * queueMs > mayWaitMs;
    if (isTooMany || performance.now() - start + willTakeMs > withinMs) break;
    const sent = await Promise.all(Array.from({ length: atOnce }, transmitOne));
    if (!sent.every(({ outcome }) => isAcknowledged(outcome))) break;
    const longestMs = Math.max(...sent.map(({ elapsedMs }) => elapsedMs));
    const later = Math.max(0, (longestMs - ackMs) / (atOnce - 1));
    const inTime = later === 0 ? atOnce : Math.floor(mayWaitMs / later);
    sizing = {
      atOnce: Math.max(1, Math.min(atOnce, inTime)),
      pace: { ackMs, eachMs: longestMs / atOnce, queueMs: later },
    };
  }
  return sizing;
}
