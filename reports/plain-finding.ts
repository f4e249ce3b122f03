import type { RuleResult } from '../schemas/generated/types.ts';
import { caseText } from './case-text.ts';
import { decidingAttempt } from './deciding-attempt.ts';
import { explainCommand } from './explain-command.ts';
import { flakyText } from './flaky.ts';
import { acceptedText } from './known.ts';
import { halfText, outcomeOnWire, requestOnWire } from './wire.ts';

/** All that is known of a finding as plain lines, the exchange last; undefined when the result has none. Pure. */
export function plainFinding(result: RuleResult): string | undefined {
  const { finding, evidence } = result;
  if (!finding) return undefined;
  const attempt = decidingAttempt(result);
  const explain = explainCommand(result);
  return [
    ...(result.known ? [`known failure, ${acceptedText(result)}`] : []),
    `level: ${result.level}, ${result.basis}`,
    `expected: a right receiver ${finding.expected}`,
    `actual: this one ${finding.actual}`,
    ...(finding.story ? ['story:', ...finding.story.map((line) => `  ${line}`)] : []),
    ...(result.flaky ? [`flaky: ${flakyText(result)}`] : []),
    ...(evidence.counterexample === undefined ? [] : [`case: ${caseText(evidence.counterexample)}`]),
    ...(evidence.notes ?? []).map((note) => `note: ${note}`),
    `why: ${result.why}`,
    `change: ${finding.hint}`,
    ...(result.replay === undefined ? [] : [`again: ${result.replay}`]),
    ...(explain === undefined ? [] : [`explain: ${explain}`]),
    ...(attempt
      ? ['', halfText(requestOnWire(attempt.request)), '', halfText(outcomeOnWire(attempt.outcome))]
      : []),
  ].join('\n');
}

/** A result that is not met, or not judged, in one line. */
export function plainMessage(result: RuleResult): string {
  const { verdict, level, finding, reason } = result;
  if (result.known) return `known failure, ${acceptedText(result)}`;
  const flaky = result.flaky ? ' (flaky)' : '';
  if (finding) return `${level}${flaky}: a right receiver ${finding.expected}; this one ${finding.actual}`;
  return verdict === 'error' ? `hookswitch itself went wrong: ${reason}` : `${verdict}: ${reason}`;
}
