import { abortsAt, type Budget, isSilent, type RunState } from '../runner/index.ts';
import type { RuleResult } from '../schemas/generated/types.ts';
import { servesKept } from '../schemas/rule-id.ts';
import { anySignal } from '../simulator/any-signal.ts';
import { carriageOf } from '../simulator/wire/request.ts';
import { fingerprint } from '../text/secrets/redact.ts';
import { foundBefore, gatherAfterwards, nothingAfterwards } from './afterwards.ts';
import type { CheckedRules } from './checked-rules.ts';
import type { Afterwards, Facts } from './facts.ts';
import { decisive } from './follows.ts';
import type { Beforehand } from './gather.ts';
import { refusals } from './responses.ts';

/** The facts that show the causes of a run's findings. Undefined if it was interrupted. */
export async function gatherFacts(
  run: RunState,
  beforehand: Beforehand | undefined,
  checked: CheckedRules,
  signal: AbortSignal,
  budget: Budget,
): Promise<Facts | undefined> {
  if (!beforehand || signal.aborted) return undefined;
  // If no genuine message is acknowledged, the rules' findings add nothing.
  const { probes, lateState, ...afterwards } =
    refusals(beforehand.genuine) || run.rate.isExceeded || isSilent(run.silence)
      ? nothingAfterwards
      : await gatherInTime(run, checked, anySignal(signal, abortsAt(budget.endsAt)));
  const { method, url, secret } = run.webhook;
  return {
    genuine: beforehand.genuine,
    probes: { ...beforehand.probes, ...probes },
    observer: run.observer && {
      option: run.observer.option,
      isPerPbx: run.observer.isPerPbx,
      learned: run.learned,
      instability: run.seen.observerInstability,
      lateState,
    },
    crashes: run.crashes.crashes,
    canStart: run.crashes.canStart,
    printed: run.process?.printed?.() ?? '',
    lastResponse: run.responses.all.last,
    pauses: run.responses.all.pauses,
    lastReport: run.responses.reports.last,
    pace: run.pace,
    limit: run.rate.met,
    looks: run.seen.looks,
    effects: run.seen.effects,
    pauseMs: run.seen.pauseMs ?? 0,
    behindMs: run.seen.behindMs ?? 0,
    waitedForAppMs: run.seen.waitedForAppMs,
    ...afterwards,
    method,
    carriage: carriageOf(run.webhook, run.profile),
    isHttps: new URL(url).protocol === 'https:',
    path: new URL(url).pathname,
    secret: fingerprint(secret),
    timeoutMs: run.settings.timeoutSeconds * 1000,
    budgetMs: budget.totalMs,
    ...checked,
    failsKeptConnections: run.profile.connections === 'kept' && checked.results.some(breaksKeptConnections),
  };
}

/** A response, such as a 503, may have another cause. */
function breaksKeptConnections(result: RuleResult): boolean {
  const { kind } = decisive(result)?.outcome ?? {};
  return result.id === servesKept && kind !== undefined && kind !== 'response';
}

async function gatherInTime(run: RunState, checked: CheckedRules, signal: AbortSignal): Promise<Afterwards> {
  const gathered = await gatherAfterwards(run, checked, signal);
  return signal.aborted ? foundBefore(gathered) : gathered;
}
