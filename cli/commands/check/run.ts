import { HookswitchError } from '../../../simulator/index.ts';
import { rules } from '../../../suites/index.ts';
import { exitCodeOfReport } from '../../shared/exit-codes.ts';
import { readConfig } from '../../shared/files/config.ts';
import { makeReportFolders, parseReportTargets } from '../../shared/files/report-targets.ts';
import type { Io } from '../../shared/io.ts';
import { checkUrl } from './by-url.ts';
import { dryRun } from './dry-run.ts';
import { effectiveFlags } from './effective-flags.ts';
import { checkFormats } from './formats.ts';
import { chosenBy } from './history/choose.ts';
import { openHistory } from './history/history.ts';
import type { CheckFlags } from './options.ts';
import { forReader } from './output-mode.ts';
import { checkReference } from './reference.ts';
import type { CheckOnce } from './watch/round.ts';
import { watchReceiver } from './watch/watch.ts';

/** `hookswitch check [url]`: checks a receiver, or the built-in one as a demo. */
export async function runCheck(urlArgument: string | undefined, given: CheckFlags, io: Io): Promise<number> {
  const config = await readConfig(given.config, io);
  const flags = forReader(effectiveFlags(given, config), io);
  const url = urlArgument ?? config.url;
  if (url === undefined && flags.exec !== undefined) {
    throw new HookswitchError(
      'bad-flag',
      '--exec needs the URL at which the receiver listens: hookswitch check URL --exec COMMAND',
    );
  }
  if (flags.dryRun) return dryRun(url, flags, config, io);
  const { method = 'POST', exec } = flags;
  const receiver = url === undefined ? undefined : { url, method, isStarted: exec !== undefined };
  const history = openHistory(receiver, io);
  const targets = parseReportTargets(flags.report, checkFormats);
  makeReportFolders(targets, io);
  const check: CheckOnce = (chosen, output, ownIo) =>
    url === undefined ? checkReference(chosen, output, ownIo) : checkUrl(url, chosen, config, output, ownIo);
  if (flags.watch) return watchReceiver({ check, flags, output: { targets, history } }, io);
  const { flags: chosen, remark } = chosenBy(flags, history.last, rules);
  if (remark !== undefined) io.stderr.write(`hookswitch: ${remark}\n`);
  const report = await check(chosen, { targets, history }, io);
  return exitCodeOfReport(report, flags.failOn ?? 'must', flags.allowInconclusive === true);
}
