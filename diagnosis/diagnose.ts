import { abortsAt, type Budget, isSilent, type RunState } from '../runner/index.ts';
import type { RuleResult } from '../schemas/generated/types.ts';
import { anySignal } from '../simulator/any-signal.ts';
import { carriageOf } from '../simulator/wire/request.ts';
import { fingerprint } from '../text/secrets/redact.ts';
import { foundBefore, gatherAfterwards, nothingAfterwards } from './afterwards.ts';
import { type CheckedRules, resultsWhere } from './checked-rules.ts';
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
    refusals(beforehand.genuine) || run.guards.rate.isExceeded || isSilent(run.traffic.silence)
      ? nothingAfterwards
      : await gatherInTime(run, checked, anySignal(signal, abortsAt(budget.endsAt)));
  const { method, url, secret } = run.target.webhook;
  return {
    genuine: beforehand.genuine,
    probes: { ...beforehand.probes, ...probes },
    observer: run.observation.observer && {
      option: run.observation.observer.option,
      isPerPbx: run.observation.observer.isPerPbx,
      learned: run.observation.learned,
      instability: run.seen.observerInstability,
      lateState,
    },
    crashes: run.guards.crashes.crashes,
    canStart: run.guards.crashes.canStart,
    printed: run.receiver.process?.printed?.() ?? '',
    lastResponse: run.traffic.responses.all.last,
    pauses: run.traffic.responses.all.pauses,
    lastReport: run.traffic.responses.reports.last,
    pace: run.guards.pace,
    limit: run.guards.rate.met,
    looks: run.seen.looks,
    effects: run.seen.effects,
    pauseMs: run.seen.pauseMs ?? 0,
    behindMs: run.seen.behindMs ?? 0,
    waitedForAppMs: run.seen.waitedForAppMs,
    ...afterwards,
    method,
    carriage: carriageOf(run.target.webhook, run.target.profile),
    url,
    path: new URL(url).pathname,
    secret: fingerprint(secret),
    timeoutMs: run.target.settings.timeoutSeconds * 1000,
    budgetMs: budget.totalMs,
    ...checked,
    failsKeptConnections:
      run.target.profile.connections === 'kept' &&
      resultsWhere(checked, ({ detects }) => detects === 'broken-kept-connection').some(hasNoResponse),
  };
}

/** A response, such as a 503, may have another cause. */
function hasNoResponse(result: RuleResult): boolean {
  const { kind } = decisive(result)?.outcome ?? {};
  return kind !== undefined && kind !== 'response';
}

async function gatherInTime(run: RunState, checked: CheckedRules, signal: AbortSignal): Promise<Afterwards> {
  const gathered = await gatherAfterwards(run, checked, signal);
  return signal.aborted ? foundBefore(gathered) : gathered;
}
