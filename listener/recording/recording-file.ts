import { tryParseForeignJson } from '../../schemas/foreign-json.ts';
import { type Recording, validate } from '../../schemas/index.ts';
import { LineFile, type LineFileWords } from '../../simulator/journal/line-file.ts';

const words: LineFileWords = {
  kind: 'recording',
  code: 'bad-file',
  instead: 'choose another file with --record',
  insteadOfDevice: 'choose another file with --record, or print the same lines with --json',
};

/**
 * Creates a recording, or opens it to append.
 *
 * @throws HookswitchError `bad-file` if it can't be written or is not a recording.
 */
export function openRecording(name: string, cwd: string): LineFile {
  return new LineFile(name, words, isRecording, cwd);
}

/** A journal has lines of a recording too, but counts on having all of them. */
function isRecording(line: string): boolean {
  const value = tryParseForeignJson(line);
  return validate('recording', value) === undefined && (value as Recording).delivery === undefined;
}
