import { isSame, withoutNames } from '../../observation/index.ts';
import { isRecord } from '../../schemas/is-record.ts';
import type { Stopped } from '../context/rule-context.ts';
import type { RunState } from '../context/run-state.ts';
import { pollerFor, stateSeen } from './run-poller.ts';

const maxReported = 5000;
/** Fewer reports, or less time, may be a slow queue, or one that repeats a message several times. */
const minWaiting = 10;
const minStoppedMs = 15_000;
/** A receiver that works in batches may leave the first of them that long. */
const minWaitedMs = 45_000;
/** How many reports to observe at each end of those that wait. */
const looksAtEachEnd = 5;
const maxSearchMs = 2000;

/** Notes the PBX of an acknowledged report whose effect a receiver must show. */
export function noteReported(reported: Map<string, number>, message: unknown, at = performance.now()): void {
  const [item, ...others]: readonly unknown[] = Array.isArray(message) ? message : [];
  if (others.length > 0 || !isRecord(item)) return;
  const { event, sn, updateTime, trunkDidInfoList: list } = item;
  const assigns =
    event === 'did_change' && Array.isArray(list) && isRecord(list[0]) && Number.isInteger(updateTime);
  // Rules also send hostile serial numbers.
  if (
    assigns &&
    typeof sn === 'string' &&
    /^[A-Z0-9]{16}$/.test(sn) &&
    reported.size < maxReported &&
    !reported.has(sn)
  )
    reported.set(sn, at);
}

/** Notes which reports wait after a message had no effect for long: if these still wait at the end, the receiver isn't only slow. */
export async function noteBacklog(run: RunState): Promise<void> {
  const { seen } = run;
  if (
    seen.backlog ||
    !run.observation.observer?.isPerPbx ||
    !run.observation.learned ||
    seen.observerInstability
  )
    return;
  const isApplied = looksFor(run, AbortSignal.timeout(maxSearchMs));
  const reported = [...seen.reported.keys()];
  let [from, to] = [0, reported.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (await isApplied(reported[middle] ?? '')) from = middle + 1;
    else to = middle;
  }
  seen.backlog = { from, at: performance.now() };
}

/**
 * Whether the receiver has applied nothing since then, although it acknowledged messages.
 *
 * @throws CannotTell if nothing can be seen.
 */
export async function stoppedApplying(run: RunState): Promise<Stopped | undefined> {
  const { backlog, reported, observerInstability } = run.seen;
  if (!backlog || observerInstability) return undefined;
  // The last one may have been sent just now.
  const waiting = [...reported].slice(backlog.from, -1);
  const now = performance.now();
  const forMs = now - backlog.at;
  const waitedMs = now - (waiting[0]?.[1] ?? now);
  if (waiting.length < minWaiting || forMs < minStoppedMs || waitedMs < minWaitedMs) return undefined;
  const isApplied = looksFor(run, AbortSignal.timeout(maxSearchMs));
  for (const [sn] of [...waiting.slice(0, looksAtEachEnd), ...waiting.slice(-looksAtEachEnd)])
    if (await isApplied(sn)) return undefined;
  const last = [...reported][backlog.from - 1];
  return { waiting: waiting.length, forMs, ...suspectsOf(run, last, waiting[0]) };
}

type Reported = readonly [sn: string, at: number];

/** What is known about the messages at the moment when it stopped. */
function suspectsOf(
  { seen: { log } }: RunState,
  last: Reported | undefined,
  first: Reported | undefined,
): Pick<Stopped, 'lastApplied' | 'firstWaiting' | 'between'> {
  const all = log.around(last?.[1] ?? 0, first?.[1] ?? 0).map(({ what }) => what);
  const named = ([sn]: Reported, what = 'a report') => `${what}, about PBX ${sn}`;
  return {
    lastApplied: last && named(last, all[0]),
    firstWaiting: first ? named(first, all.at(-1)) : '',
    between: all.slice(last ? 1 : 0, -1),
  };
}

/** Whether a report about this PBX has had an effect. */
export function looksFor(run: RunState, signal: AbortSignal): (sn: string) => Promise<boolean> {
  const poller = pollerFor(run, signal);
  const { sn: untouched = '', state = null } = run.observation.learned?.untouched ?? {};
  const without = withoutNames(run.seen.ignored.without(state), [untouched]);
  return async (sn) => !isSame(withoutNames(stateSeen(await poller.observe(sn)), [sn]), without);
}
