import { outcomeInWords } from '../../../../../schemas/words/outcome-words.ts';
import { ScrolledText } from '../../../parts/scrolled-text.tsx';
import { durationInWords, lateWords } from '../../../parts/words/duration.ts';
import type { AttemptRecord } from './report.ts';
import { answerText, requestText } from './wire-text.ts';

/** One exchange. The summary shows what was sent and received; opening it shows the bytes as text. */
export function AttemptView({ attempt }: { attempt: AttemptRecord }) {
  const { note, fault, request, outcome, elapsedMs, measuredLateMs } = attempt;
  const answer = answerText(outcome);
  return (
    <details class="exchange">
      <summary>
        {note ?? request.method}
        {fault !== undefined && <span class="muted"> ({fault})</span>}:{' '}
        <strong>{outcomeInWords(outcome)}</strong>{' '}
        <span class="muted">after {durationInWords(elapsedMs)}</span>
        {measuredLateMs !== undefined && <span class="muted">, {lateWords(measuredLateMs)}</span>}
      </summary>
      <ScrolledText name="Request" text={requestText(request)} />
      {answer !== undefined && <ScrolledText name="Response" text={answer} />}
    </details>
  );
}
