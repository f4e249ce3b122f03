import type { RuleResult } from '../schemas/generated/types.ts';
import { caseText } from './case-text.ts';
import { decidingAttempt } from './deciding-attempt.ts';
import { explainCommand } from './explain-command.ts';
import { flakyText } from './flaky.ts';
import { acceptedText } from './known.ts';
import { halfText, outcomeOnWire, requestOnWire } from './wire.ts';

/** A finding as plain lines, with the exchange at the end; undefined if there is no finding. Pure. */
export function plainFinding(result: RuleResult): string | undefined {
  const { finding, evidence } = result;
  if (!finding) return undefined;
  const attempt = decidingAttempt(result);
  const explain = explainCommand(result);
  return [
    ...(result.known ? [`known failure, ${acceptedText(result)}`] : []),
    `level: ${result.level}, ${result.basis}`,
    `expected: ${finding.expected}`,
    `actual: ${finding.actual}`,
    ...(finding.steps ? ['steps:', ...finding.steps.map((line) => `  ${line}`)] : []),
    ...(result.flaky ? [`flaky: ${flakyText(result)}`] : []),
    ...(evidence.counterexample === undefined ? [] : [`case: ${caseText(evidence.counterexample)}`]),
    ...(evidence.notes ?? []).map((note) => `note: ${note}`),
    `why: ${result.why}`,
    `fix: ${finding.fix}`,
    ...(result.rerun === undefined ? [] : [`rerun: ${result.rerun}`]),
    ...(explain === undefined ? [] : [`docs: ${explain}`]),
    ...(attempt
      ? ['', halfText(requestOnWire(attempt.request)), '', halfText(outcomeOnWire(attempt.outcome))]
      : []),
  ].join('\n');
}

/** A result without a pass, in one line. */
export function plainMessage(result: RuleResult): string {
  const { verdict, level, finding, reason } = result;
  if (result.known) return `known failure, ${acceptedText(result)}`;
  const flaky = result.flaky ? ' (flaky)' : '';
  if (finding) return `${level}${flaky}: expected ${finding.expected}; got ${finding.actual}`;
  return verdict === 'error' ? `internal error in Hookswitch: ${reason}` : `${verdict}: ${reason}`;
}
