import { parseReport } from '../../../check/index.ts';
import { utf8Text } from '../../../files/index.ts';
import type { Report } from '../../../schemas/index.ts';
import type { Io } from '../io.ts';
import { readMessage } from './read-message.ts';

/**
 * A report from `check --report json=FILE`; `-` is standard input. `undefined` if Ctrl-C came first.
 *
 * @throws HookswitchError `bad-file` with the place of the mistake.
 */
export async function readReport(name: string, io: Io): Promise<Report | undefined> {
  const bytes = await readMessage(name, io, 'the report');
  return bytes && parseReport(name, utf8Text(bytes, `the report ${name}`));
}
