import { reportedVerdict } from '../../runner/report/reported-verdict.ts';
import type { Rule } from '../../runner/rule.ts';
import { type AttemptRecord, eventsMentioned, type Report, type RuleResult } from '../../schemas/index.ts';
import type { Need } from '../../schemas/need.ts';
import type { OptionWords } from '../../text/option-words.ts';

/** What a rule sends. */
export interface PlannedRule {
  readonly id: string;
  readonly requests: number;
  /** Names of events and of faults, and what single messages are; of a long row of attempts those that are kept as evidence. */
  readonly events: readonly string[];
  readonly faults: readonly string[];
  readonly notes: readonly string[];
}

/** How the receiver that is meant is unlike the reference receiver that a dry run is made on. */
export interface Unlike {
  readonly isHttps: boolean;
  /** Its observer shows one state for all PBXs. */
  readonly showsAllAtOnce: boolean;
}

/** The results as the receiver that is meant would have them checked or skipped. Pure. */
export function forReceiver(
  report: Report,
  rules: readonly Rule[],
  { isHttps, showsAllAtOnce }: Unlike,
  words: OptionWords,
): Report {
  const needs = (id: string, need: Need) =>
    rules.find((rule) => rule.id === id)?.needs?.includes(need) === true;
  const results = report.results.map((result): RuleResult => {
    if (showsAllAtOnce && needs(result.id, 'pbx-state'))
      return { ...result, ...reportedVerdict({ verdict: 'skipped', need: 'pbx-state' }, words) };
    const { reason: _reason, need: _need, ...others } = result;
    return isHttps && needs(result.id, 'https') ? { ...others, verdict: 'pass' } : result;
  });
  return { ...report, results };
}

/** What is sent for each rule that would be checked. Pure. */
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

/** The vendor's events that a request mentions, wherever it carries its message. */
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
