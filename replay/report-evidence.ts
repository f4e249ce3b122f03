import { parseReport } from '../check/index.ts';
import { isChunked } from '../listener/forwarding/framing.ts';
import type { AttemptRecord, Report, RuleResult } from '../schemas/index.ts';
import { HookswitchError } from '../simulator/index.ts';
import { count } from '../text/words/count.ts';
import { unknownName } from '../text/words/unknown-name.ts';
import { expectedVerdictOf, onlyAsRecorded } from './expected.ts';
import { maxMessages, type Reading, type ReadRecording, type RecordedMessage } from './recorded.ts';
import { unchunked } from './unchunked.ts';
import { wholeRequest } from './whole-request.ts';

/**
 * The attempts that a report keeps as evidence of its failures, or of one selected rule. Evidence is bounded: incomplete attempts are
 * skipped, with a remark.
 *
 * @throws HookswitchError `bad-file`, `bad-recording`, `no-rule`.
 */
export function parseEvidence(text: string, reading: Reading): ReadRecording {
  const report = parseReport(reading.name, text);
  const results = chosen(report, reading);
  const attempts = results.flatMap(({ id, evidence }) =>
    evidence.attempts
      .filter(({ n }) => reading.isSelected(n))
      .map((attempt) => recordedOf(attempt, `attempt ${attempt.n} of ${id}`, reading)),
  );
  const messages = attempts.filter((recorded) => recorded !== undefined).slice(0, maxMessages);
  const omitted = results.reduce((sum, { evidence }) => sum + evidence.omittedAttempts, 0);
  const missing = omitted + attempts.length - messages.length;
  const remarks =
    missing === 0 ? [] : [`${count(missing, 'attempt')} left out: missing or incomplete in the report`];
  return { messages, url: report.receiver.url, remarks };
}

function chosen({ results }: Report, { rule, name }: Reading): readonly RuleResult[] {
  if (rule === undefined) {
    const failed = results.filter(({ verdict }) => verdict === 'fail');
    if (failed.length > 0) return failed;
    throw new HookswitchError(
      'bad-recording',
      `${name} is a report without failed rules; choose a rule with --rule`,
    );
  }
  const found = results.filter(({ id }) => id === rule);
  if (found.length > 0) return found;
  const ids = results.map(({ id }) => id);
  throw new HookswitchError('no-rule', `--rule: ${name} has no rule ${unknownName(rule, ids)}`);
}

function recordedOf(attempt: AttemptRecord, place: string, reading: Reading): RecordedMessage | undefined {
  const { n, note, fault } = attempt;
  const request = wholeRequest(attempt.request);
  if ('sentence' in request) return undefined;
  const body = isChunked(request.headers) ? unchunked(request.body) : request.body;
  if (!body) return undefined;
  const expected = expectedVerdictOf(fault);
  if (expected?.verdict === 'refuse' && !reading.isAsRecorded) {
    throw new HookswitchError('bad-recording', `${reading.name}, ${place}: ${onlyAsRecorded}`);
  }
  return { n, place, note, request: { ...request, body }, expected, isSentOnce: true };
}
