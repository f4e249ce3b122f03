import { currentReport } from '../context/current-report.ts';
import type { RunState } from '../context/run-state.ts';
import { valueAt } from './difference.ts';
import { sendBeside } from './fence.ts';
import { isSame, type Json } from './json.ts';
import { pollerFor, stateSeen } from './run-poller.ts';
import { changedPlaces } from './shared-places.ts';

/** How many messages are sent, and how many of them at once, one after the other: the receiver is busy when each look arrives. */
const maxMessages = 24;
const minMessages = 6;
const atOnce = 4;
/** How long the receiver may need for them (ms). */
const workMs = 1500;
const maxLooks = 60;

/**
 * Numbers of a PBX that change only while the receiver works on messages about others, such as the length of its queue, are ignored from now
 * on. Data of other PBXs would stay. Call it while nothing is sent. Returns whether there are any.
 *
 * @throws CannotTell if nothing can be seen.
 */
export async function ignoreGauges(run: RunState, signal: AbortSignal): Promise<boolean> {
  const { learned, observer, seen } = run;
  if (!learned || learned.problem || !observer?.isPerPbx || seen.observerMoves) return false;
  const poller = pollerFor(run, signal);
  const { sn } = learned.resting;
  const look = async () => stateSeen(await poller.observe(sn));
  const atRest = await look();
  const changed = new Set<string>();
  await whileSending(run, signal, async () => {
    for (const place of numbersChanged(atRest, await look())) changed.add(place);
  });
  if (changed.size === 0) return false;
  const after = stateSeen((await poller.settled(sn)).seen);
  const gauges = [...changed].filter((place) => isSame(at(after, place), at(atRest, place)));
  for (const place of gauges) seen.ignored.add(place);
  return gauges.length > 0;
}

async function whileSending(run: RunState, signal: AbortSignal, look: () => Promise<void>): Promise<void> {
  const what = 'a genuine message about another PBX, to see what changes only while the receiver works';
  let left = Math.max(minMessages, Math.min(maxMessages, Math.floor(workMs / run.pace.eachMs)));
  const sendAll = async () => {
    for (; left > 0; left -= 1) await sendBeside(run, [currentReport(run)], what, signal);
  };
  const sending = Promise.allSettled(Array.from({ length: atOnce }, sendAll)).then(() => {
    left = 0;
  });
  for (let looks = 0; looks < maxLooks && left > 0; looks += 1) await look();
  await sending;
}

function numbersChanged(before: Json, after: Json): readonly string[] {
  const places = changedPlaces(before, after) ?? [];
  return places.filter((place) => [before, after].every((state) => typeof at(state, place) === 'number'));
}

function at(state: Json, place: string): Json {
  return valueAt(state, place) ?? null;
}
