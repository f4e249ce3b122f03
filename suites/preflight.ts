import {
  type Connector,
  HookswitchError,
  isAcknowledged,
  type Profile,
  probe,
  systemClock,
  testMessage,
  transmit,
  type Webhook,
} from '../simulator/index.ts';
import type { Observer } from './observers/observer.ts';

const tryEveryMs = 100;
const oneTryMs = 5000;

/**
 * Waits until the receiver accepts a connection, `waitMs` at most.
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

function unreachable(
  url: string,
  trouble: { code: string; message: string },
  waitMs: number,
): HookswitchError {
  const { host } = new URL(url);
  const waited = waitMs > 0 ? ` within ${waitMs / 1000} s` : '';
  const what = `${host} is not reachable${waited}: ${trouble.message}`;
  const isTls = /CERT|SELF_SIGNED|ISSUER|ALTNAME|SSL|TLS/.test(trouble.code);
  const next = isTls
    ? 'for a certificate that is not trusted on purpose, give --insecure'
    : 'start the receiver first, give --wait 30s to wait for it, or have it started with --exec';
  return new HookswitchError('unreachable', `${what}; ${next}`);
}

/**
 * Looks once, at a PBX that nobody knows.
 *
 * @throws HookswitchError `observer-unreachable`.
 */
export async function checkObserver(observer: Observer, sn: string, signal: AbortSignal): Promise<void> {
  const seen = await observer.look(sn, signal);
  if (seen.kind === 'state' || signal.aborted) return;
  throw new HookswitchError('observer-unreachable', `${seen.reason}; check --observe-url`);
}

export const mostInFlight = 16;
const probesAtOnce = 4;

export interface SizingOptions {
  readonly webhook: Webhook;
  readonly profile: Profile;
  readonly connector: Connector;
  readonly timeoutMs: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly signal: AbortSignal;
}

/**
 * How many attempts may be under way at once without the suite itself making a receiver late: a receiver that serves one request at a
 * time is given fewer, since what waits in its queue would run into the timeout.
 */
export async function sizeInFlight(options: SizingOptions): Promise<number> {
  const send = () => transmit({ ...options, message: testMessage });
  const first = await send();
  const single = await send();
  if (!isAcknowledged(first.outcome) || !isAcknowledged(single.outcome)) return mostInFlight;
  const start = performance.now();
  await Promise.all(Array.from({ length: probesAtOnce }, send));
  const togetherMs = performance.now() - start;
  const isSerial = togetherMs > 2 * single.elapsedMs;
  if (!isSerial) return mostInFlight;
  const share = Math.floor(options.timeoutMs / 3 / Math.max(1, togetherMs / probesAtOnce));
  return Math.min(mostInFlight, Math.max(1, share));
}
