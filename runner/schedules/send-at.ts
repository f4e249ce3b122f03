import { statusOf } from '../../simulator/index.ts';
import { otherTimers } from '../../time/index.ts';
import type { RuleContext } from '../context/rule-context.ts';
import type { Sent } from '../context/sent.ts';
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

/** How many moments of a receiver are tried, and how long it is watched (ms). */
const [maxMoments, maxWatchedMs] = [6, 300];

/** The moments at which the receiver goes on after it has waited, while it processes a message (ms after the message). */
export async function momentsWithin(ctx: RuleContext, message: unknown): Promise<readonly number[]> {
  const startMs = performance.now();
  const moments = new Set<number>();
  let isOver = false;
  const sending = ctx.deliver(message, { unbounded: true, note: 'a message alone' }).finally(() => {
    isOver = true;
  });
  const sinceMs = () => performance.now() - startMs;
  while (!isOver && moments.size < maxMoments && sinceMs() < maxWatchedMs) {
    await ctx.pause(1);
    for (const { forMs, setMsAgo } of otherTimers())
      if (setMsAgo <= sinceMs()) moments.add(Math.round(sinceMs() - setMsAgo + forMs));
  }
  await sending;
  const tookMs = sinceMs();
  return [...moments].filter((moment) => moment <= tookMs).sort((a, b) => a - b);
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
