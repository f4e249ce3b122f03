import { isSame } from '../../observation/index.ts';
import { isAcknowledged } from '../../simulator/index.ts';
import { averageMs } from '../budget.ts';
import type { AcknowledgedMessage, StoppedWorker } from '../context/acknowledged-log.ts';
import { currentReport } from '../context/current-report.ts';
import type { RunState } from '../context/run-state.ts';
import { exchange } from '../sending/exchange.ts';
import { looksFor } from './progress.ts';
import { pollerFor, stateSeen } from './run-poller.ts';

/** How long to wait for an effect: a multiple of the usual time, and at least this (ms). */
const timesUsual = 10;
const minWaitMs = 1000;
/** More messages between the two would take too long. */
const maxSuspects = 60;

/**
 * If a message had no effect for long: restarts the receiver and sends the messages again, one by one, that came between the last with an
 * effect and the first without. The one after which no report has an effect stops it. Undefined if none does.
 *
 * @throws CannotTell if nothing can be seen.
 */
export async function findStoppedWorker(
  run: RunState,
  signal: AbortSignal,
): Promise<StoppedWorker | undefined> {
  const { backlog, reported, log, showsEffects, observerInstability } = run.seen;
  if (!backlog || !run.receiver.process || !showsEffects || observerInstability) return undefined;
  const [last, first] = [...reported].slice(Math.max(0, backlog.from - 1));
  if (backlog.from === 0 || !last || !first || (await looksFor(run, signal)(first[0]))) return undefined;
  const suspects = log.around(last[1], first[1]);
  if (suspects.length === 0 || suspects.length > maxSuspects) return undefined;
  await run.receiver.process.kill();
  await run.receiver.process.start();
  const by = await stopping(suspects, run, signal);
  const named = (sn: string, one: AcknowledgedMessage | undefined) => `${one?.what}, about PBX ${sn}`;
  return (
    by && {
      last: named(last[0], suspects[0]),
      first: named(first[0], suspects.at(-1)),
      waiting: reported.size - backlog.from,
      by,
      tried: suspects.length,
    }
  );
}

/** The first of them after which a report has no effect, although one had before it. */
async function stopping(
  suspects: readonly AcknowledgedMessage[],
  run: RunState,
  signal: AbortSignal,
): Promise<AcknowledgedMessage | undefined> {
  if (!(await hasEffect(run, signal))) return undefined;
  for (const one of suspects) {
    const isStored = await acknowledges(one, run, signal);
    if (!isStored || (await hasEffect(run, signal))) continue;
    return signal.aborted ? undefined : one;
  }
  return undefined;
}

/** Whether a report about another PBX is acknowledged and has an effect in time. */
async function hasEffect(run: RunState, signal: AbortSignal): Promise<boolean> {
  const poller = pollerFor(run, signal);
  const sn = run.identities.serial();
  const before = stateSeen(await poller.observe(sn));
  const report = { what: 'a genuine message about another PBX', message: [currentReport(run, sn)] };
  if (!(await acknowledges(report, run, signal))) return false;
  const waitMs = Math.min(
    run.observation.settleMs,
    Math.max(minWaitMs, timesUsual * averageMs(run.seen.effects)),
  );
  return !isSame(before, stateSeen(await poller.changed(sn, before, poller.endsAfter(waitMs))));
}

async function acknowledges(
  { what, message, fault }: Omit<AcknowledgedMessage, 'at'>,
  run: RunState,
  signal: AbortSignal,
): Promise<boolean> {
  const timeoutMs = run.target.settings.timeoutSeconds * 1000;
  const { outcome } = await exchange(run, { what, message, fault, timeoutMs, signal, triesAnyway: true });
  return isAcknowledged(outcome);
}
