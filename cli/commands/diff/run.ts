import { diffReports, hasNewFailure } from '../../../reports/diff.ts';
import { diffText } from '../../../reports/formats/diff-text.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { readReport } from '../../shared/files/read-report.ts';
import { type Io, textWidth } from '../../shared/io.ts';
import type { DiffFlags } from './command.ts';

/** `hookswitch diff BEFORE AFTER`: compares two reports. Exit code 1 for a new failure. */
export async function diff(beforeName: string, afterName: string, flags: DiffFlags, io: Io): Promise<number> {
  if (beforeName === '-' && afterName === '-') {
    throw new HookswitchError('bad-flag', 'only one of the two reports can be standard input (-)');
  }
  const before = await readReport(beforeName, io);
  const after = before && (await readReport(afterName, io));
  if (!after) return exitCodes.interrupted;
  const changed = diffReports(before, after);
  const colors = colorsFor(io.stdout, io.env);
  if (flags.json) io.raw.stdout.write(`${JSON.stringify(changed, null, 2)}\n`);
  else io.stdout.write(diffText(changed, { colors, width: textWidth(io.stdout) }));
  return hasNewFailure(changed) ? exitCodes.failed : exitCodes.passed;
}
