import type { RuleResult } from '../schemas/generated/types.ts';
import { decidingAttempt } from './deciding-attempt.ts';
import { findingRows } from './finding-rows.ts';
import { acceptedText } from './known.ts';
import { changeWord } from './since-last.ts';
import { halfText, outcomeOnWire, requestOnWire } from './wire.ts';

/** A finding as plain lines, with the exchange at the end; undefined if there is no finding. `first` is what to fix before it. Pure. */
export function plainFinding(result: RuleResult, first: string | undefined): string | undefined {
  if (!result.finding) return undefined;
  const attempt = decidingAttempt(result);
  return [
    `level: ${result.level}, ${result.basis}`,
    ...findingRows(result, first).map(({ label, kind, value }) =>
      kind === 'lines' ? `${label}:\n  ${value.replaceAll('\n', '\n  ')}` : `${label}: ${value}`,
    ),
    ...(attempt
      ? ['', halfText(requestOnWire(attempt.request)), '', halfText(outcomeOnWire(attempt.outcome))]
      : []),
  ].join('\n');
}

/** A result without a pass, in one line. */
export function plainMessage(result: RuleResult): string {
  const { verdict, level, finding, reason } = result;
  if (result.known) return `known failure, ${acceptedText(result)}`;
  const tags = [result.flaky && 'flaky', changeWord(result)].filter((tag) => tag !== undefined);
  const tagged = tags.length === 0 ? level : `${level} (${tags.join(', ')})`;
  if (finding) return `${tagged}: expected ${finding.expected}; got ${finding.actual}`;
  return verdict === 'error' ? `internal error in Hookswitch: ${reason}` : `${verdict}: ${reason}`;
}
