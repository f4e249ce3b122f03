import { isUtf8 } from 'node:buffer';
import { validate } from '../../../schemas/index.ts';
import { parseJson } from '../../../schemas/json-text.ts';
import { JsonMistake } from '../../../schemas/json-walk.ts';
import { fileSource, type MessageSource } from '../../../sending/source.ts';
import { HookswitchError, type Profile } from '../../../simulator/index.ts';
import { messageBytes } from '../../../simulator/wire/request.ts';
import { readMessage } from '../../shared/files/read-message.ts';
import type { Io } from '../../shared/io.ts';
import type { SendFlags } from './command.ts';
import { edited, isEdited } from './edit.ts';

/** The bytes of a file, changed if an option says so. `undefined` when Ctrl-C came. @throws HookswitchError `bad-file`, `bad-message`, `bad-flag`. */
export async function bodySource(
  file: string,
  flags: SendFlags,
  profile: Profile,
  io: Io,
): Promise<MessageSource | undefined> {
  const given = await readMessage(file, io);
  if (!given) return undefined;
  const bytes = fileBytes(file === '-' ? 'standard input' : file, given, flags, profile);
  return fileSource(file, bytes, flags.count ?? 1);
}

/** Without a change, the bytes stay exactly those of the file. */
function fileBytes(name: string, bytes: Buffer, flags: SendFlags, profile: Profile): Uint8Array {
  if (!isEdited(flags)) {
    if (flags.validate !== false) validated(parsedFile(name, bytes), flags, `${name}: `);
    return bytes;
  }
  return messageBytes(validated(edited(parsedFile(name, bytes), flags), flags, `${name}: `), profile);
}

function parsedFile(name: string, bytes: Buffer): unknown {
  const refuse = (what: string): never => {
    throw new HookswitchError('bad-file', `${name}${what}; ${anyway}`);
  };
  if (!isUtf8(bytes)) return refuse(' is not UTF-8');
  try {
    return parseJson(bytes.toString('utf8'));
  } catch (error) {
    if (!(error instanceof JsonMistake)) throw error;
    return refuse(`, line ${error.place.line}, column ${error.place.column}: ${error.what}`);
  }
}

const anyway = 'to send it anyway, add --no-validate';

/** @throws HookswitchError `bad-message` for what doesn't match the schema, unless it needn't. */
export function validated(message: unknown, { validate: isValidated }: SendFlags, where = ''): unknown {
  const problem = isValidated === false ? undefined : validate('message', message);
  if (problem) throw new HookswitchError('bad-message', `${where}${problem.message}; ${anyway}`);
  return message;
}
