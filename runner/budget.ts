import { rankOf } from '../schemas/level.ts';
import type { Rule } from './rule.ts';

/** The time that a check has. Moments are those of `performance.now()`. */
export interface Budget {
  readonly totalMs: number;
  readonly endsAt: number;
}

/** The time that a rule has, as a part of the budget. */
export interface Turn {
  readonly startsAt: number;
  readonly endsAt: number;
}

const usualBudgetMs = 60_000;
const thoroughBudgetMs = 600_000;

export function budgetFrom(
  startsAt: number,
  { budgetMs, thorough = false }: { readonly budgetMs?: number | undefined; readonly thorough?: boolean },
): Budget {
  const totalMs = budgetMs ?? (thorough ? thoroughBudgetMs : usualBudgetMs);
  return { totalMs, endsAt: startsAt + totalMs };
}

/** A signal that is aborted at this moment. */
export function abortsAt(moment: number): AbortSignal {
  return AbortSignal.timeout(Math.max(0, Math.ceil(moment - performance.now())));
}

/** How much the receiver takes, measured before the rules begin. */
export interface Pace {
  /** How long one message takes (ms). */
  readonly ackMs: number;
  /** How long each of many messages takes, sent as many at once as the receiver serves (ms). */
  readonly eachMs: number;
  /** How much longer each further message of many at once takes (ms): about 0 for a receiver that serves all of them side by side. */
  readonly queueMs: number;
}

/** How many requests a check makes, and how many of them one after the other, when it tries everything. */
const usual = { requests: 700, inARow: 150 };

/** Whether trying everything may take longer than the budget: the most binding rules then come first. Pure. */
export function isTight(
  { totalMs }: Budget,
  { ackMs, eachMs }: Pace,
  ratePerSecond = Number.POSITIVE_INFINITY,
): boolean {
  const requestMs = Math.max(eachMs, 1000 / ratePerSecond);
  return Math.max(requestMs * usual.requests, ackMs * usual.inARow) > totalMs / 2;
}

/** How many of the messages to send at once: enough to make a receiver late that serves one after the other. Pure. */
export function crowdFor(most: number, { queueMs }: Pace, timeoutMs: number, ratePerSecond = most): number {
  const late = queueMs > 0 ? Math.ceil((1.5 * timeoutMs) / queueMs) : most;
  return Math.max(1, Math.min(most, late, ratePerSecond));
}

/** Rules that are checked side by side, and how much of the time they need, compared with others. */
export interface Group {
  readonly rules: readonly Rule[];
  readonly weight: number;
}

/**
 * The time of the first of these groups: its part of what is left, unless what comes later is less binding. What a group leaves over goes to
 * those after it. It has `minMs` while the budget lasts: a part that is too short for one timeout shows nothing of a slow receiver. Pure.
 */
export function turnOf(
  [own, ...later]: readonly Group[],
  now: number,
  { endsAt }: Budget,
  minMs: number,
): Turn {
  const weightOf = (group: Group) => group.weight;
  const rivals = own ? later.filter((group) => bindingOf(group) <= bindingOf(own)) : later;
  const all = [own, ...rivals].reduce((sum, group) => sum + (group ? weightOf(group) : 0), 0);
  const share = own && all > 0 ? own.weight / all : 0;
  const leftMs = Math.max(0, endsAt - now);
  return { startsAt: now, endsAt: now + Math.min(leftMs, Math.max(share * leftMs, minMs)) };
}

function bindingOf({ rules }: Group): number {
  return Math.min(...rules.map(({ level }) => rankOf(level)));
}
