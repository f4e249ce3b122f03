import { type Recording as RecordingLine, validate } from '../schemas/index.ts';
import { parseChecked, placeOf } from '../schemas/json-text.ts';
import { HookswitchError, isAcknowledged } from '../simulator/index.ts';
import { withoutSecrets } from '../text/secrets/without-secrets.ts';
import { visible } from '../text/terminal/visible.ts';
import { mapTexts, option, type Sentence, sentence as say } from '../text/words/option-words.ts';
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
  for (const [at, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const recorded = parseLine(line, at + 1, reading);
    if (recorded) messages.push(recorded);
    if (messages.length > maxMessages) {
      fail(
        reading,
        at + 1,
        1,
        say`it contains more than ${maxMessages} messages; choose some with ${option('only')}`,
      );
    }
  }
  if (text.trim() === '')
    fail(reading, 1, 1, say`it is empty; create a recording with listen ${option('record')}`);
  const recording = { messages, remarks: [] };
  return reading.isOnlyMissed ? onlyMissed(recording, reading.name) : recording;
}

function parseLine(line: string, n: number, reading: Reading): RecordedMessage | undefined {
  const refuse = (path: string, sentence: Sentence) => fail(reading, n, placeOf(line, path).column, sentence);
  if (line.length > maxLineMiB * 1024 * 1024) {
    return fail(reading, n, 1, `the line is larger than ${maxLineMiB} MiB; remove it`);
  }
  const {
    request: record,
    event,
    note,
    expected,
    at,
    signature,
    forwarded,
  } = parseChecked<RecordingLine>(
    line,
    (value) => validate('recording', value),
    ({ place, what }) => fail(reading, n, place.column, what),
    maxLevels,
  );
  if (!reading.isSelected(n) || (reading.isOnlyMissed && !forwarded)) return undefined;
  const url = (reading.isOnlyMissed && forwarded?.url) || record.url;
  const request = wholeRequest({ ...record, url });
  if ('sentence' in request) return refuse(`/request${request.path}`, request.sentence);
  if (expected?.verdict === 'refuse' && !reading.isAsRecorded) return refuse('/expected', onlyAsRecorded);
  return {
    n,
    place: `line ${n}`,
    event,
    note,
    request,
    expected,
    missed: forwarded && {
      at: at ?? '',
      isAcknowledged: isAcknowledged(forwarded.outcome),
      isForged: signature?.verdict === 'invalid' || signature?.verdict === 'missing',
    },
    isSentOnce: expected?.verdict === 'refuse',
  };
}

export const onlyAsRecorded = say`a correct receiver rejects this message, and a new signature would change that; send it unchanged with ${option('asRecorded')}, or choose other messages with ${option('only')}`;

function fail({ name }: Reading, line: number, column: number, what: Sentence): never {
  const where = `line ${line}, column ${column}`;
  const shown = mapTexts(what, (text) => spacedLine(withoutSecrets(text)));
  throw new HookswitchError('bad-recording', say`${name}, ${where}: ${shown}`);
}

/** Joins the lines of a text, keeping the spaces next to an option. */
function spacedLine(text: string): string {
  return visible(text.replace(/\s+/g, ' '));
}
