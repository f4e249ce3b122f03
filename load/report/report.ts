import type { LoadEndState, LoadPoint, LoadReport } from '../../schemas/generated/types.ts';
import { defined } from '../../text/defined.ts';
import { displayUrl } from '../../text/secrets/redact.ts';
import { toolVersion } from '../../text/version.ts';
import type { ManyResult } from '../distributed/coordinator.ts';
import type { LoadResult, TimesReport } from '../index.ts';
import type { Setup } from '../setup.ts';
import { checksOf, verdictOf } from '../thresholds.ts';

interface LoadReportFacts {
  readonly setup: Setup;
  readonly result: LoadResult;
  readonly series: LoadPoint[];
  readonly endState: LoadEndState | undefined;
  /** Why the tool stopped the run. */
  readonly stoppedBecause: string | undefined;
  readonly isInterrupted: boolean;
  /** The machines that sent the messages. Undefined if this machine did. */
  readonly workers: ManyResult['workers'] | undefined;
}

/** The report of a run, as in `schemas/load-report.schema.json`, without secrets and credentials. */
export function loadReportOf({
  setup,
  result,
  series,
  endState,
  stoppedBecause,
  isInterrupted,
  workers,
}: LoadReportFacts): LoadReport {
  const { startedAt, durationMs, ended, due, unsent, attempts, retries, requestBytes } = result;
  const { requestedPerSecond, achievedPerSecond, limitedBy, limitedByWhy, utilization } = result;
  const { lagMs, serviceMs, ackMs, outcomes, measuredLate } = result;
  const checks = checksOf(result, setup.thresholds, endState, stoppedBecause);
  return {
    tool: { name: 'hookswitch', version: toolVersion },
    startedAt,
    durationMs,
    ended,
    ...defined({ stoppedBecause }),
    verdict: verdictOf(checks, isInterrupted),
    checks,
    ...askedFor(setup),
    requestedPerSecond,
    achievedPerSecond,
    lagMs,
    serviceMs,
    ackMs,
    outcomes,
    messages: { genuine: result.genuine, repeated: result.repeated, forged: result.forged },
    due,
    unsent,
    attempts,
    retries,
    requestBytes,
    limitedBy,
    limitedByWhy,
    utilization,
    ...defined({
      measuredLate,
      endState,
      workers: workers?.map((worker) => ({ ...worker })),
    }),
    series,
    histograms: histogramsOf(result),
  };
}

function askedFor({ target, options, via }: Setup) {
  const {
    plan,
    traffic,
    settings,
    profile,
    connections,
    reuse = profile.connections,
    sign = 'each',
  } = options;
  const { seed, arrivals = 'poisson', ...rest } = plan;
  return {
    seed,
    receiver: { url: displayUrl(target.webhook.url), method: target.webhook.method },
    settings,
    profile: { ...profile, connections: reuse },
    plan: { ...rest, arrivals },
    mixture: { events: { ...traffic.events }, repeated: traffic.repeated, forged: traffic.forged, sign },
    connections: { most: connections * (via?.workers ?? 1), reuse },
  };
}

function histogramsOf({ histograms }: TimesReport): LoadReport['histograms'] {
  const { lag, service, ack } = histograms;
  const plain = (one: typeof lag) => ({ ...one, counts: [...one.counts] });
  return { lag: plain(lag), service: plain(service), ack: plain(ack) };
}
