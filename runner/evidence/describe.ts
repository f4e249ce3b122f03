import { outcomeInWords } from '../../schemas/words/outcome-words.ts';
import type { Outcome } from '../../simulator/index.ts';
import { pageText } from '../../text/formats/html-text.ts';
import { clip } from '../../text/terminal/visible.ts';
import { formatMs } from '../../text/words/durations.ts';

const maxStatusLine = 64;
const maxRead = 1000;
const maxBody = 160;

/** What came back, as a phrase: `401 Unauthorized in 3 ms, body "bad signature"`. */
export function describeOutcome(outcome: Outcome, elapsedMs: number): string {
  const words = outcomeInWords(outcome);
  const time = formatMs(elapsedMs);
  switch (outcome.kind) {
    case 'response':
      return `${clip(words, maxStatusLine)} in ${time}${bodyOf(outcome.body)}`;
    case 'timeout':
      return `${words} within ${time}`;
    case 'connection-failed':
      return `${words} after ${time}`;
    case 'aborted':
      return words;
  }
}

function bodyOf(body: Buffer): string {
  const text = pageText(body.toString('utf8', 0, maxRead))
    .replace(/\s+/g, ' ')
    .trim();
  if (text === '') return '';
  const isCut = text.length > maxBody || body.length > maxRead;
  return `, body ${JSON.stringify(text.slice(0, maxBody))}${isCut ? '…' : ''}`;
}
