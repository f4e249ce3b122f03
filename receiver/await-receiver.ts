import { connectionRefused } from '../schemas/connection-refused.ts';
import { explain } from '../schemas/words/explain.ts';
import { type Connector, HookswitchError, probe, systemClock } from '../simulator/index.ts';
import { type AppRun, awaitApp } from './await-app.ts';
import type { ReceiverProcess } from './receiver-process.ts';

const tryEveryMs = 100;
const oneTryMs = 5000;

/**
 * Waits until the receiver accepts a connection, at most `waitMs`. `orElse` is what else may help if nothing listens.
 *
 * @throws HookswitchError `unreachable`.
 */
export async function awaitReceiver(
  url: string,
  connector: Connector,
  waitMs: number,
  signal: AbortSignal,
  orElse = '',
): Promise<void> {
  const start = performance.now();
  for (;;) {
    const trouble = await probe(url, connector, oneTryMs, signal);
    if (trouble === undefined || signal.aborted) return;
    if (performance.now() - start + tryEveryMs > waitMs) {
      const instead =
        trouble.code === 'ECONNREFUSED' ? await otherLoopback(url, connector, signal) : undefined;
      throw unreachable(url, trouble, waitMs, { instead, orElse });
    }
    await systemClock.sleep(tryEveryMs, signal);
  }
}

const loopback = ['127.0.0.1', '[::1]'];

/** The address of this machine at which something listens, such as [::1]:3000, if a URL names another one. */
async function otherLoopback(
  href: string,
  connector: Connector,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!['localhost', ...loopback].includes(new URL(href).hostname)) return undefined;
  for (const hostname of loopback) {
    const url = Object.assign(new URL(href), { hostname });
    const trouble = await probe(url.href, connector, oneTryMs, signal);
    if (trouble === undefined && !signal.aborted) return url.host;
  }
  return undefined;
}

/**
 * Waits for the app behind an open port. A receiver that fails until the end of the wait is checked like any other.
 *
 * @throws HookswitchError `unreachable` if it stopped listening.
 */
export async function awaitServing(
  run: AppRun & { readonly process: ReceiverProcess | undefined; readonly settleMs: number },
  endsAt: number,
  signal: AbortSignal,
): Promise<void> {
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

/** What a receiver shows that has not started yet. */
const mayComeYet = ['not-listening', 'unknown-name', 'unreachable', 'closed'] as const;

function unreachable(
  url: string,
  trouble: { code: string; message: string },
  waitMs: number,
  { instead, orElse = '' }: { readonly instead?: string | undefined; readonly orElse?: string } = {},
): HookswitchError {
  const waited = waitMs > 0 ? ` within ${Math.round(waitMs / 100) / 10} s` : '';
  const what = `${new URL(url).host} is not reachable${waited}: ${trouble.message.trim()}`;
  if (instead !== undefined)
    return new HookswitchError(
      'unreachable',
      `${what}. A server listens at ${instead}: if it is your receiver, use that address in the URL.`,
    );
  const found = explain({ kind: 'connection-failed', phase: 'connect', ...trouble }, { url, method: 'POST' });
  const wait = `If it needs longer to start, use --wait ${waitMs > 0 ? 'with a longer time' : '30s'}${orElse}.`;
  return new HookswitchError(
    'unreachable',
    `${what}. ${found?.fix}${mayComeYet.some((id) => id === found?.id) ? ` ${wait}` : ''}`,
  );
}
