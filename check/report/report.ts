import type { RunState } from '../../runner/index.ts';
import type { Diagnosis, Report, RuleResult } from '../../schemas/generated/types.ts';
import { defined } from '../../text/defined.ts';
import { displayUrl, type Redactor, redactDeep } from '../../text/secrets/redact.ts';
import { toolName, toolVersion } from '../../text/version.ts';
import { isTimeSimulated } from '../../time/index.ts';

interface ReportParts {
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly state: RunState;
  readonly observer: Report['observer'];
  readonly budgetMs: number;
  readonly isInterrupted: boolean;
  /** The causes, the one to fix first before the others. */
  readonly diagnoses: readonly Diagnosis[];
  readonly results: readonly RuleResult[];
  /** What lies behind the causes, without secrets. */
  readonly behind: Report['behind'];
  readonly redactor: Redactor;
}

/** Builds a report from results without secrets. Pure. */
export function assembleReport(parts: ReportParts): Report {
  const { state, results } = parts;
  const [diagnosis, ...otherCauses] = parts.diagnoses;
  const report: Report = {
    tool: { name: toolName, version: toolVersion },
    startedAt: parts.startedAt.toISOString(),
    durationMs: Math.round(parts.durationMs),
    time: isTimeSimulated() ? 'simulated' : 'real',
    seed: state.effort.seed,
    receiver: { url: displayUrl(state.target.webhook.url), method: state.target.webhook.method },
    settings: { ...state.target.settings },
    profile: { ...state.target.profile },
    observer: parts.observer,
    budgetMs: parts.budgetMs,
    ...defined({ rateLimit: state.guards.rate.met }),
    interrupted: parts.isInterrupted,
    summary: summarize(results),
    ...(diagnosis && { diagnosis }),
    ...(otherCauses.length > 0 && { otherCauses }),
    results: [],
  };
  const redacted = redactDeep(report, parts.redactor);
  return { ...redacted, ...defined({ behind: parts.behind }), results: [...results] };
}

/** How many of each verdict. */
export function summarize(results: readonly Pick<RuleResult, 'verdict'>[]): Report['summary'] {
  const count = (verdict: RuleResult['verdict']) =>
    results.filter((result) => result.verdict === verdict).length;
  return {
    pass: count('pass'),
    fail: count('fail'),
    inconclusive: count('inconclusive'),
    skipped: count('skipped'),
    error: count('error'),
  };
}
