import { parseReport } from '../../../runner/report/parse-report.ts';
import type { Report } from '../../../schemas/index.ts';
import type { Io } from '../io.ts';
import { readMessage } from './read-message.ts';

/**
 * A report that `check --report json=FILE` wrote; `-` is standard input. `undefined` when Ctrl-C came first.
 *
 * @throws HookswitchError `bad-file` with the place of the mistake when it is no such report.
 */
export async function readReport(name: string, io: Io): Promise<Report | undefined> {
  const bytes = await readMessage(name, io, 'the report');
  return bytes && parseReport(name, bytes.toString('utf8'));
}
