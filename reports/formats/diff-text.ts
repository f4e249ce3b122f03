import { clip, oneLine } from '../../text/terminal/visible.ts';
import { wrap } from '../../text/terminal/wrap.ts';
import { count } from '../../text/words/count.ts';
import { blockOf } from '../blocks.ts';
import { type Change, hasNewFailure, type ReportDiff, type VerdictThen } from '../diff.ts';
import { marks } from '../words.ts';
import { textBlock } from './text/block.ts';
import type { TextStyle } from './text/style.ts';

const maxReasonLength = 300;

/** What changed, for people: new failures in full, the rest one line per rule, and a summary line. Pure. */
export function diffText(diff: ReportDiff, style: TextStyle): string {
  const failures = [...diff.newlyFailing, ...diff.failingOtherwise];
  const lists = [
    list('Newly passing', diff.newlyPassing, style),
    list('Still failing', diff.stillFailing, style),
    list('No longer checked', diff.noLongerChecked, style),
  ];
  return [
    ...failures.map(
      (change) => `${textBlock(blockOf(ownResult(change)), style).trimEnd()}\n${was(change, style)}\n\n`,
    ),
    ...lists.filter((text) => text !== '').map((text) => `${text}\n`),
    lastLine(diff, style),
  ].join('');
}

/** Without its change since the last check, which may be neither of the two. */
function ownResult({ result: { sinceLast: _, ...result } }: Change): Change['result'] {
  return result;
}

function lastLine(diff: ReportDiff, { colors }: TextStyle): string {
  const lost = diff.noLongerChecked.length > 0 ? 'inconclusive' : 'pass';
  const verdict = hasNewFailure(diff) ? 'fail' : lost;
  const paint = { fail: colors.red, inconclusive: colors.yellow, pass: colors.green }[verdict];
  return `${colors.bold(paint(`${marks[verdict]} ${summaryOf(diff)}`))}\n`;
}

/** "1 rule newly failing, 2 newly passing": the difference in one line. */
function summaryOf(diff: ReportDiff): string {
  const { newlyFailing, newlyPassing, failingOtherwise, stillFailing, noLongerChecked } = diff;
  const known = newlyFailing.filter(({ result }) => result.known).length;
  const accepted = known === 0 ? '' : ` (${known} known and accepted)`;
  const parts = [
    newlyFailing.length === 0
      ? 'no new failures'
      : `${count(newlyFailing.length, 'rule')} newly failing${accepted}`,
    part(failingOtherwise, 'failing differently'),
    part(newlyPassing, 'newly passing'),
    part(stillFailing, 'still failing'),
    part(noLongerChecked, 'no longer checked'),
  ];
  return parts.filter((text) => text !== '').join(', ');
}

function part(changes: readonly Change[], words: string): string {
  return changes.length === 0 ? '' : `${changes.length} ${words}`;
}

function was({ before }: Change, { colors }: TextStyle): string {
  const words = before === 'fail' ? 'failed with another finding' : wordsOf[before];
  return `  ${colors.dim('before'.padEnd(10))}${words}`;
}

function list(title: string, changes: readonly Change[], style: TextStyle): string {
  if (changes.length === 0) return '';
  const lines = changes.flatMap(({ id, before, after, result }) => {
    const then = before === after ? '' : `  ${wordsOf[before]} before${now(after, result.reason)}`;
    const accepted = result.known && after === 'fail' ? '  known' : '';
    return wrap(`${id}${then}${accepted}`, (style.width ?? 100) - 2).map((line) => `  ${line}`);
  });
  return `${[style.colors.bold(title), ...lines].join('\n')}\n`;
}

function now(after: VerdictThen, reason: string | undefined): string {
  if (after === 'pass') return '';
  const why = reason === undefined || after === 'absent' ? '' : `: ${clip(oneLine(reason), maxReasonLength)}`;
  return `, now ${wordsOf[after]}${why}`;
}

const wordsOf: Record<VerdictThen, string> = {
  pass: 'passed',
  fail: 'failed',
  inconclusive: 'inconclusive',
  skipped: 'skipped',
  error: 'internal error',
  absent: 'not in the report',
};
