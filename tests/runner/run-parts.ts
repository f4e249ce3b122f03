import type { Learned } from '../../observation/learning/learned.ts';
import type { Observer } from '../../observation/observer.ts';
import type { CrashGuard } from '../../runner/crashes/crash-guard.ts';
import { CrashingMessages } from '../../runner/crashes/crashing-messages.ts';
import type { Rule } from '../../runner/rule.ts';
import { type RunOptions, runRules } from '../../runner/run.ts';
import type { RateGuard } from '../../runner/sending/rate-guard.ts';
import type { Transmission } from '../../simulator/index.ts';
import { createRedactor } from '../../text/secrets/redact.ts';
import { stateOfRun } from './state-of-run.ts';

/** An observer that shows each PBX. */
export function observerWith(show: (sn: string) => unknown, parts: Partial<Observer> = {}): Observer {
  return {
    ...{ option: 'observe', isPerPbx: true, showsState: true },
    observe: async (sn) => ({ kind: 'state', state: show(sn) as never }),
    ...parts,
  };
}

/** What a run has learned about an observer that shows everything. The PBXs are called "resting" and "untouched". */
export function learnedWith(parts: Partial<Learned> = {}): Learned {
  return {
    shows: new Map(),
    effects: { dids: true, capacity: true },
    resting: { sn: 'resting', state: null, since: 0, isAbsent: false },
    untouched: { sn: 'untouched', state: null },
    losesEffects: false,
    early: [],
    at: 0,
    ...parts,
  };
}

/** The results of rules in such a run. It has ten minutes, so that no stall of the machine counts. */
export function runThese(rules: readonly Rule[], options: Partial<RunOptions> = {}) {
  return runRules({
    ...{ rules, state: stateOfRun(), redactor: createRedactor([]), signal: new AbortController().signal },
    budget: budgetOf(600_000),
    ...options,
  });
}

export function budgetOf(totalMs: number) {
  return { totalMs, endsAt: performance.now() + totalMs };
}

/** A guard against crashes that answers each message like this, without sending it. */
export function guardAnswering(
  answer: (message: unknown) => Transmission,
  crash: Partial<CrashGuard> = {},
): CrashGuard {
  const given = { messages: new CrashingMessages(), crashes: [], isOver: false, canStart: false, ...crash };
  const send = async ({ message }: { readonly message: unknown }) => answer(message);
  return { ...given, send } as unknown as CrashGuard;
}

/** A guard against rate limits that has given up; `refusesAfter` as in {@link RateGuard}. */
export function rateExceeded(refusesAfter?: number): RateGuard {
  const met = { accepted: 10, withinMs: 100, status: 429, retryAfterMs: 60_000 };
  return { isExceeded: true, refusesAfter, met } as unknown as RateGuard;
}
