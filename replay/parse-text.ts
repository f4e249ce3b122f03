import { HookswitchError } from '../simulator/index.ts';
import { option, sentence } from '../text/words/option-words.ts';
import { notForwarded } from './missed.ts';
import type { Reading, ReadRecording } from './recorded.ts';
import { parseRecording } from './recording-text.ts';
import { parseEvidence } from './report-evidence.ts';

/** A recording, or a report. @throws HookswitchError `bad-file`, `bad-recording`, `no-rule`. */
export function parseText(text: string, reading: Reading): ReadRecording {
  if (isReport(text) && reading.isOnlyMissed) throw notForwarded(reading.name);
  if (isReport(text)) return parseEvidence(text, reading);
  if (reading.rule === undefined) return parseRecording(text, reading);
  throw new HookswitchError(
    'bad-flag',
    sentence`${option('rule')} only works with a report, and ${reading.name} is not one; choose lines with ${option('only')}`,
  );
}

/** A report is an object that starts with `tool`; a line of a recording has a `request`. */
function isReport(text: string): boolean {
  return /^\ufeff?\s*\{\s*("tool"|\n)/.test(text);
}
