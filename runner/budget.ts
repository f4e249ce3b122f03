import { rankOf } from '../schemas/level.ts';
import { isTimeSimulated } from '../time/index.ts';
import type { Rule } from './rule.ts';

/** The time budget of a check. Times are those of `performance.now()`. */
export interface Budget {
  readonly totalMs: number;
  endsAt: number;
  /** What it may be stretched to (ms) while a rule that a receiver must pass is open; undefined if it is a limit. */
  readonly longestMs?: number | undefined;
}

/** The time for a rule, as a part of the budget. */
export interface Turn {
  readonly startsAt: number;
  readonly endsAt: number;
}

const usualBudgetMs = 60_000;
const stretchedBudgetMs = 180_000;
const thoroughBudgetMs = 600_000;
/** Simulated time costs nothing. */
const simulatedBudgetMs = 1_800_000;

export function budgetFrom(
  startsAt: number,
  { budgetMs, thorough = false }: { readonly budgetMs?: number | undefined; readonly thorough?: boolean },
): Budget {
  const realBudgetMs = thorough ? thoroughBudgetMs : usualBudgetMs;
  const totalMs = budgetMs ?? (isTimeSimulated() ? simulatedBudgetMs : realBudgetMs);
  const longestMs = totalMs === usualBudgetMs && budgetMs === undefined ? stretchedBudgetMs : undefined;
  return { totalMs, endsAt: startsAt + totalMs, longestMs };
}

/** The budget, as long as it may be. Pure. */
export function stretched(budget: Budget): Budget {
  const { totalMs, endsAt, longestMs } = budget;
  return longestMs === undefined ? budget : { totalMs: longestMs, endsAt: endsAt + longestMs - totalMs };
}

/** A signal that aborts at this time. */
export function abortsAt(moment: number): AbortSignal {
  return AbortSignal.timeout(Math.max(0, Math.ceil(moment - performance.now())));
}

/** The receiver's speed and capacity, measured before the rules start. */
export interface Pace {
  /** The time for one message (ms). */
  readonly ackMs: number;
  /** The time per message if many are sent, as many at once as the receiver serves (ms). */
  readonly eachMs: number;
  /** The extra time per message if many are sent at once (ms): about 0 for a receiver that serves them concurrently. */
  readonly queueMs: number;
}

/** How often something happened, and how long it took in total (ms). */
export interface Timed {
  readonly count: number;
  readonly totalMs: number;
}

/** Pure. */
export function averageMs({ count, totalMs }: Timed): number {
  return count === 0 ? 0 : totalMs / count;
}

export const maxRulesAtOnce = 64;
const minRulesAtOnce = 3;
/** How long a rule waits for effects between two requests (ms). */
const betweenMs = 250;

/**
 * How many rules keep the receiver busy. With more, each would only take longer, and more would be unfinished when the time is up. In
 * simulated time, waiting costs nothing, and concurrent rules would only depend on each other's order.
 */
export function rulesAtOnce({ ackMs, eachMs }: Pace, ratePerSecond = Number.POSITIVE_INFINITY): number {
  if (isTimeSimulated()) return 1;
  const perSecond = Math.min(1000 / eachMs, ratePerSecond);
  const busy = Math.ceil((perSecond * (ackMs + betweenMs)) / 1000);
  return Math.max(minRulesAtOnce, Math.min(maxRulesAtOnce, busy));
}

/** How many messages one rule sends sequentially at most. */
export const messagesInARow = 150;
/** How many requests a complete check makes. */
const requests = 700;
/** How many messages and looks it waits for sequentially, and how many effects. */
const inARow = { messages: 200, looks: 200, effects: 100 } as const;

/** How long a receiver lets a check wait. */
interface Waits {
  readonly pace: Pace;
  readonly looks: Timed;
  /** From an ack to what a look shows. */
  readonly effects: Timed;
}

/** Whether a complete check may exceed the budget, so that the most binding rules must come first. Pure. */
export function isTight(
  { totalMs }: Budget,
  { pace: { ackMs, eachMs }, looks, effects }: Waits,
  ratePerSecond = Number.POSITIVE_INFINITY,
): boolean {
  const requestMs = Math.max(eachMs, 1000 / ratePerSecond);
  const lookMs = averageMs(looks);
  const effectMs = Math.max(0, averageMs(effects) - lookMs);
  const waitsMs = inARow.messages * ackMs + inARow.looks * lookMs + inARow.effects * effectMs;
  return Math.max(requests * requestMs, waitsMs) > totalMs / 2;
}

/** How many messages the core cases of `must` rules send sequentially, at least. */
const coreMessagesInARow = 60;

/** Whether the receiver responds so slowly that a stretched budget is too short as well. Pure. */
export function isTooSlowFor({ totalMs, longestMs = totalMs }: Budget, { ackMs }: Pace): boolean {
  return coreMessagesInARow * ackMs > longestMs;
}

/** How many of the messages to send at once: enough that a receiver that serves one at a time is late. Pure. */
export function burstSizeFor(max: number, { queueMs }: Pace, timeoutMs: number): number {
  const late = queueMs > 0 ? Math.ceil((1.5 * timeoutMs) / queueMs) : max;
  return Math.max(1, Math.min(max, late));
}

/** Rules that run concurrently, and their relative need for time. */
export interface Group {
  readonly rules: readonly Rule[];
  readonly weight: number;
}

/**
 * The time for the first of these groups: its share of what is left, unless later groups are less binding. Unused time goes to later
 * groups. The group gets at least `minMs` while the budget lasts, because less than one timeout shows nothing about a slow receiver. A
 * twentieth of the budget is reserved for rules that run last. Pure.
 */
export function turnOf(
  [own, ...later]: readonly Group[],
  now: number,
  { totalMs, endsAt }: Budget,
  minMs: number,
): Turn {
  const keepsTime = later.some(isLast) && !(own && isLast(own));
  const others = keepsTime ? later.filter((group) => !isLast(group)) : later;
  const rivals = own ? others.filter((group) => bindingOf(group) <= bindingOf(own)) : others;
  const all = [own, ...rivals].reduce((sum, group) => sum + (group?.weight ?? 0), 0);
  const share = own && all > 0 ? own.weight / all : 0;
  const keptMs = keepsTime ? totalMs / 20 : 0;
  const leftMs = Math.max(0, endsAt - keptMs - now);
  return { startsAt: now, endsAt: now + Math.min(leftMs, Math.max(share * leftMs, minMs)) };
}

function isLast({ rules }: Group): boolean {
  return rules.some(({ runs }) => runs === 'last');
}

function bindingOf({ rules }: Group): number {
  return Math.min(...rules.map(({ level }) => rankOf(level)));
}
