import type { CheckFlags } from '../../../options/check.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { rules } from '../../../suites/index.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { makeReportFolders } from '../../shared/files/report-targets.ts';
import type { Io } from '../../shared/io.ts';
import { dryRun } from './dry-run.ts';
import { chosenBy } from './history/choose.ts';
import { openHistory } from './history/history.ts';
import { prepareCheck } from './prepare.ts';
import { watchReceiver } from './watch/watch.ts';

/** `hookswitch check [url]`: checks a receiver, or the built-in one if `argument` names it. */
export async function runCheck(argument: string | undefined, given: CheckFlags, io: Io): Promise<number> {
  const prepared = await prepareCheck(argument, given, io);
  const { url, app, flags, config, targets, remembered, check } = prepared;
  if (flags.dryRun) return dryRun(url, flags, config, io);
  if (flags.watch) return watchReceiver(prepared, () => prepareCheck(argument, given, io, true), io);
  const history = openHistory(remembered, io);
  makeReportFolders(targets, io);
  const { flags: chosen, remark } = chosenBy(flags, history.last, rules);
  if (remark !== undefined) io.stderr.write(`hookswitch: ${remark}\n`);
  try {
    return (await check(chosen, { targets, history }, io)).exitCode;
  } catch (error) {
    // Stopped while the app was loaded, so there's no report.
    if (app === undefined || !io.signal.aborted || !(error instanceof HookswitchError)) throw error;
    io.stderr.write(`hookswitch: ${error.message}\n`);
    return exitCodes.interrupted;
  }
}
