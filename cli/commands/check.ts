import { HookswitchError } from '../../simulator/index.ts';
import { judgeUrl } from '../check/by-url.ts';
import { dryRun } from '../check/dry-run.ts';
import { type CheckFlags, effectiveFlags } from '../check/flags.ts';
import { judgeReference } from '../check/reference.ts';
import { readConfig } from '../config.ts';
import { exitCodeOfReport } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { openReportTargets } from '../report-files.ts';

export type { CheckFlags };

/** `hookswitch check [url]`: judges a receiver, or for a demonstration the built-in one. */
export async function check(urlArgument: string | undefined, given: CheckFlags, io: Io): Promise<number> {
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
  const targets = openReportTargets(flags.report, io);
  const report =
    url === undefined
      ? await judgeReference(flags, targets, io)
      : await judgeUrl(url, flags, config, targets, io);
  return exitCodeOfReport(report, flags.failOn ?? 'must', flags.allowInconclusive === true);
}
