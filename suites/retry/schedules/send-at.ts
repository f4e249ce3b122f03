import type { RuleContext, Sent } from '../../../runner/rule-kit.ts';
import { statusOf } from '../../../simulator/index.ts';
import { otherTimers } from '../../../time/index.ts';
import { inPieces, type ScheduledArrival } from './arrival.ts';

/** A message, and when it arrives. */
export interface Scheduled {
  readonly message: unknown;
  /** A noun phrase: "the report of 20 s". */
  readonly what: string;
  readonly arrival: ScheduledArrival;
}

interface Moment {
  readonly atMs: number;
  readonly text: string;
}

/** What was sent, and what happened when. */
export interface ScheduledRun {
  readonly sent: readonly Sent[];
  /** A sentence for each arrival and response, in order. */
  readonly steps: readonly string[];
}

/** Sends messages so that they arrive by this schedule. */
export async function sendAt(ctx: RuleContext, messages: readonly Scheduled[]): Promise<ScheduledRun> {
  const startMs = performance.now();
  const moments: Moment[] = [];
  const note = (text: string, waits = '') =>
    moments.push({ atMs: performance.now() - startMs, text: text + waits });
  const arrive = (text: string) => note(text, waiting(performance.now() - startMs));
  const sent = await Promise.all(
    messages.map(async ({ message, what, arrival }) => {
      const { afterMs, gapMs } = arrival;
      if (afterMs > 0) await ctx.pause(afterMs);
      arrive(gapMs > 0 ? `the first half of ${what} arrives` : `${what} arrives`);
      const rest =
        gapMs > 0 ? ctx.pause(gapMs).then(() => arrive(`the second half of ${what} arrives`)) : undefined;
      const inSteps = gapMs > 0 ? { inSteps: inPieces(arrival) } : {};
      const [one] = await Promise.all([
        ctx.deliver(message, { unbounded: true, note: what, ...inSteps }),
        rest,
      ]);
      note(`${statusOf(one) ?? 'no response'} for ${what}`);
      return one;
    }),
  );
  return { sent, steps: moments.map(({ atMs, text }) => `at ${inMs(atMs)}: ${text}`) };
}

/** How many moments of a receiver are seen and tried, and how long it is watched (ms). */
const [maxSeen, maxMoments, maxWatchedMs] = [1000, 6, 300];

/**
 * When the receiver's timers fire while it processes a message (ms after the message was sent). The longest waits come first: a worker that
 * looks for work every 10 ms must not hide the two timers between which a report is read and written.
 */
export async function momentsWithin(ctx: RuleContext, message: unknown): Promise<readonly number[]> {
  const startMs = performance.now();
  const waitOf = new Map<number, number>();
  let isOver = false;
  const sending = ctx.deliver(message, { unbounded: true, note: 'a message alone' });
  const end = () => {
    isOver = true;
  };
  sending.then(end, end);
  const sinceMs = () => performance.now() - startMs;
  while (!isOver && waitOf.size < maxSeen && sinceMs() < maxWatchedMs) {
    await ctx.pause(1);
    for (const { forMs, setMsAgo } of otherTimers()) {
      const moment = Math.round(sinceMs() - setMsAgo + forMs);
      if (setMsAgo <= sinceMs()) waitOf.set(moment, Math.max(forMs, waitOf.get(moment) ?? 0));
    }
  }
  await sending;
  const tookMs = sinceMs();
  const within = [...waitOf].filter(([moment]) => moment <= tookMs);
  const longest = within.sort(([, one], [, other]) => other - one).slice(0, maxMoments);
  return longest.map(([moment]) => moment).sort((one, other) => one - other);
}

/** What the receiver waits for at this moment, of what it has begun since the first message (ms ago). */
function waiting(sinceMs: number): string {
  const timers = otherTimers()
    .filter(({ setMsAgo }) => setMsAgo <= sinceMs)
    .map(({ forMs, setMsAgo }) => `a timer of ${inMs(forMs)} (${inMs(forMs - setMsAgo)} left)`);
  return timers.length === 0 ? '' : `, while your receiver waits for ${timers.join(' and ')}`;
}

/** Moments of simulated time are whole milliseconds. */
function inMs(durationMs: number): string {
  return `${Math.round(durationMs)} ms`;
}
