import { isUtf8 } from 'node:buffer';
import { HookswitchError } from '../simulator/index.ts';
import { notForwarded } from './missed.ts';
import type { Reading, ReadRecording } from './recorded.ts';
import { parseRecording } from './recording-text.ts';
import { parseEvidence } from './report-evidence.ts';

/**
 * A recording, a journal or a report, detected by content.
 *
 * @throws HookswitchError `bad-file`, `bad-recording`, `no-rule`.
 */
export function parseBytes(bytes: Buffer, reading: Reading): ReadRecording {
  if (!isUtf8(bytes)) throw notUtf8(bytes, reading.name);
  const text = bytes.toString('utf8');
  if (isReport(text) && reading.isOnlyMissed) throw notForwarded(reading.name);
  if (isReport(text)) return parseEvidence(text, reading);
  if (reading.rule === undefined) return parseRecording(text, reading);
  throw new HookswitchError(
    'bad-flag',
    `--rule only works with a report, and ${reading.name} is not one; choose lines with --only`,
  );
}

/** A report is an object that starts with `tool`; a line of a recording has a `request`. */
function isReport(text: string): boolean {
  return /^\ufeff?\s*\{\s*("tool"|\n)/.test(text);
}

function notUtf8(bytes: Buffer, name: string): HookswitchError {
  let line = 1;
  for (let at = 0; ; line += 1) {
    const end = bytes.indexOf('\n', at);
    if (end < 0 || !isUtf8(bytes.subarray(at, end))) break;
    at = end + 1;
  }
  return new HookswitchError(
    'bad-recording',
    `${name}, line ${line}, column 1: this is not UTF-8; create a recording with listen --record`,
  );
}
