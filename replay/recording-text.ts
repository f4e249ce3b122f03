import { type DeliveryStep, type Recording as RecordingLine, validate } from '../schemas/index.ts';
import { isRecord } from '../schemas/is-record.ts';
import { parseChecked, placeOf } from '../schemas/json-text.ts';
import { HookswitchError, isAcknowledged } from '../simulator/index.ts';
import { withoutSecrets } from '../text/secrets/without-secrets.ts';
import { visible } from '../text/terminal/visible.ts';
import { onlyAsRecorded } from './expected.ts';
import { JournalLines } from './journal-lines.ts';
import { onlyMissed } from './missed.ts';
import { maxMessages, type Reading, type ReadRecording, type RecordedMessage } from './recorded.ts';
import { wholeRequest } from './whole-request.ts';

/** A line needs seven levels. The parser recurses at each. */
const maxLevels = 16;
const maxLineMiB = 16;

/**
 * The messages of a recording with one line of JSON each. The whole text is validated, whatever is selected.
 *
 * @throws HookswitchError `bad-recording`: the file, the line and the column, what is wrong there, and what to do.
 */
export function parseRecording(text: string, reading: Reading): ReadRecording {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const messages: RecordedMessage[] = [];
  const journal = new JournalLines(reading);
  for (const [at, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const line = parsed(text, at + 1, reading);
    if (!('request' in line)) continue;
    if (line.delivery) journal.add(line, line.delivery);
    else messages.push(...recordedIn(text, line, at + 1, reading));
    if (messages.length > maxMessages) {
      fail(reading, at + 1, 1, `it contains more than ${maxMessages} messages; choose some with --only`);
    }
  }
  if (text.trim() === '') fail(reading, 1, 1, `it is empty; create a recording with listen --record`);
  const recording = { messages: [...messages, ...journal.messages()], remarks: [] };
  return reading.isOnlyMissed ? onlyMissed(recording, reading.name) : recording;
}

function parsed(text: string, n: number, reading: Reading): RecordingLine | DeliveryStep {
  if (text.length > maxLineMiB * 1024 * 1024) {
    return fail(reading, n, 1, `the line is larger than ${maxLineMiB} MiB; remove it`);
  }
  return parseChecked<RecordingLine | DeliveryStep>(
    text,
    (value) => validate(isStep(value) ? 'delivery-step' : 'recording', value),
    ({ place, what }) => fail(reading, n, place.column, what),
    maxLevels,
  );
}

/** In a journal, some lines have no request. */
function isStep(value: unknown): boolean {
  return isRecord(value) && 'delivery' in value && !('request' in value);
}

/** None if it is not selected. */
function recordedIn(text: string, line: RecordingLine, n: number, reading: Reading): RecordedMessage[] {
  const { request: record, event, note, expected, at, signature, forwardedTo, outcome } = line;
  const refuse = (path: string, sentence: string) => fail(reading, n, placeOf(text, path).column, sentence);
  const isForwarded = forwardedTo !== undefined && outcome !== undefined;
  if (!reading.isSelected(n) || (reading.isOnlyMissed && !isForwarded)) return [];
  const url = (reading.isOnlyMissed && forwardedTo) || record.url;
  const request = wholeRequest({ ...record, url });
  if ('sentence' in request) return refuse(`/request${request.path}`, request.sentence);
  if (expected?.verdict === 'refuse' && !reading.isAsRecorded) return refuse('/expected', onlyAsRecorded);
  const missed = isForwarded && {
    at: at ?? '',
    isAcknowledged: isAcknowledged(outcome),
    isForged: signature?.verdict === 'invalid' || signature?.verdict === 'missing',
  };
  const isSentOnce = expected?.verdict === 'refuse';
  return [{ n, place: `line ${n}`, event, note, request, expected, missed: missed || undefined, isSentOnce }];
}

function fail({ name }: Reading, line: number, column: number, what: string): never {
  const where = `line ${line}, column ${column}`;
  const shown = spacedLine(withoutSecrets(what));
  throw new HookswitchError('bad-recording', `${name}, ${where}: ${shown}`);
}

/** Joins the lines of a text, keeping the spaces next to an option. */
function spacedLine(text: string): string {
  return visible(text.replace(/\s+/g, ' '));
}
