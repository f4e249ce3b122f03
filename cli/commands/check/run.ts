import { HookswitchError } from '../../../simulator/index.ts';
import { exitCodeOfReport } from '../../shared/exit-codes.ts';
import { readConfig } from '../../shared/files/config.ts';
import { makeReportFolders, parseReportTargets } from '../../shared/files/report-targets.ts';
import type { Io } from '../../shared/io.ts';
import { checkUrl } from './by-url.ts';
import { dryRun } from './dry-run.ts';
import { effectiveFlags } from './effective-flags.ts';
import { checkFormats } from './formats.ts';
import type { CheckFlags } from './options.ts';
import { checkReference } from './reference.ts';

/** `hookswitch check [url]`: checks a receiver, or the built-in one as a demo. */
export async function runCheck(urlArgument: string | undefined, given: CheckFlags, io: Io): Promise<number> {
  const config = await readConfig(given.config, io);
  const flags = effectiveFlags(given, config);
  const url = urlArgument ?? config.url;
  if (url === undefined && flags.exec !== undefined) {
    throw new HookswitchError(
      'bad-flag',
      '--exec needs the URL at which the receiver listens: hookswitch check URL --exec COMMAND',
    );
  }
  if (flags.dryRun) return dryRun(url, flags, config, io);
  const targets = parseReportTargets(flags.report, checkFormats);
  makeReportFolders(targets, io);
  const report =
    url === undefined
      ? await checkReference(flags, targets, io)
      : await checkUrl(url, flags, config, targets, io);
  return exitCodeOfReport(report, flags);
}
