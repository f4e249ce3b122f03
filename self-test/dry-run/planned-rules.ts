import { type Rule, reportedVerdict } from '../../runner/index.ts';
import { type AttemptRecord, eventsMentioned, type Report, type RuleResult } from '../../schemas/index.ts';
import type { Need } from '../../schemas/need.ts';

/** What a rule sends. */
export interface PlannedRule {
  readonly id: string;
  readonly requests: number;
  /** Names of events and faults, and labels of single messages. If a rule sends many attempts, those kept as evidence. */
  readonly events: readonly string[];
  readonly faults: readonly string[];
  readonly notes: readonly string[];
}

/** How the actual receiver differs from the reference receiver of the dry run. */
export interface Unlike {
  readonly isHttps: boolean;
  /** Its observer shows one state for all PBXs. */
  readonly showsAllAtOnce: boolean;
}

/** The results with rules checked or skipped as for the actual receiver. Pure. */
export function forReceiver(
  report: Report,
  rules: readonly Rule[],
  { isHttps, showsAllAtOnce }: Unlike,
): Report {
  const needs = (id: string, need: Need) =>
    rules.find((rule) => rule.id === id)?.needs?.includes(need) === true;
  const results = report.results.map((result): RuleResult => {
    if (showsAllAtOnce && needs(result.id, 'pbx-state'))
      return { ...result, ...reportedVerdict({ verdict: 'skipped', need: 'pbx-state' }) };
    const { reason: _reason, need: _need, ...others } = result;
    return isHttps && needs(result.id, 'https') ? { ...others, verdict: 'pass' } : result;
  });
  return { ...report, results };
}

/** What each checked rule would send. Pure. */
export function plannedRules(report: Report): PlannedRule[] {
  return report.results
    .filter(({ verdict }) => verdict !== 'skipped')
    .map(({ id, evidence: { attempts, omittedAttempts } }) => ({
      id,
      requests: attempts.length + omittedAttempts,
      events: distinct(attempts.flatMap(eventsOf)),
      faults: distinct(attempts.map(({ fault }) => fault)),
      notes: distinct(attempts.map(({ note }) => note)),
    }));
}

/** The vendor's events in a request, in the body or in the query. */
function eventsOf({ request }: AttemptRecord): string[] {
  return eventsMentioned(`${'text' in request.body ? request.body.text : ''}${decoded(request.url)}`);
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return '';
  }
}

function distinct(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values)].filter((value) => value !== undefined);
}
