import type { Report } from '../../../schemas/index.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { exitCodeOfReport, exitCodes } from '../../shared/exit-codes.ts';
import { type CheckConfig, readConfig } from '../../shared/files/config.ts';
import { makeReportFolders, parseReportTargets } from '../../shared/files/report-targets.ts';
import type { Io } from '../../shared/io.ts';
import { terminalWords } from '../../shared/option-words.ts';
import { checkApp } from './by-app.ts';
import { checkUrl } from './by-url.ts';
import { dryRun } from './dry-run.ts';
import { effectiveFlags } from './effective-flags.ts';
import type { CheckTarget } from './formats.ts';
import { checkFormats } from './formats.ts';
import type { CheckFlags } from './options.ts';
import { checkReference } from './reference.ts';

/** `hookswitch check [url]`: checks a receiver, or the built-in one as a demo. */
export async function runCheck(urlArgument: string | undefined, given: CheckFlags, io: Io): Promise<number> {
  const config = await readConfig(given.config, io);
  const flags = effectiveFlags(given, config);
  const url = urlArgument ?? (given.app === undefined ? config.url : undefined);
  const app = url === undefined ? flags.app : undefined;
  assertFits(url, app, given);
  if (url === undefined && flags.exec !== undefined) {
    throw new HookswitchError(
      'bad-flag',
      '--exec needs the URL at which the receiver listens: hookswitch check URL --exec COMMAND',
    );
  }
  if (flags.dryRun) return dryRun(url, flags, config, io);
  const targets = parseReportTargets(flags.report, checkFormats);
  makeReportFolders(targets, io);
  if (app !== undefined) return checkAppUnlessStopped(app, flags, config, targets, io);
  const report =
    url === undefined
      ? await checkReference(flags, targets, io)
      : await checkUrl(url, flags, config, targets, io);
  return exitCodeOfReport(report, flags);
}

/** The check may be stopped while the app is loaded; there's no report then. */
async function checkAppUnlessStopped(
  app: string,
  flags: CheckFlags,
  config: CheckConfig,
  targets: readonly CheckTarget[],
  io: Io,
): Promise<number> {
  try {
    const { report, hasCrashed } = await checkApp(app, flags, config, targets, io);
    const code = exitCodeOfReport(report, flags);
    if (!hasCrashed || ![exitCodes.passed, exitCodes.inconclusive].some((one) => one === code)) return code;
    io.stderr.write('exit code 1: your receiver would have ended its process\n');
    return exitCodes.failed;
  } catch (error) {
    if (!io.signal.aborted || !(error instanceof HookswitchError)) throw error;
    io.stderr.write(`hookswitch: ${error.inWords(terminalWords)}\n`);
    return exitCodes.interrupted;
  }
}

/** @throws HookswitchError `bad-flag` if options for an app are given without one, or with a URL. */
function assertFits(url: string | undefined, app: string | undefined, given: CheckFlags): void {
  if (url !== undefined && given.app !== undefined)
    throw new HookswitchError('bad-flag', 'a URL and --app are given; give one of them');
  if (app !== undefined && given.dryRun)
    throw new HookswitchError(
      'bad-flag',
      '--dry-run shows what would be sent to a URL; leave it out with --app, which sends nothing to others',
    );
  if (app !== undefined) return;
  const [flag] = [
    given.observeApp === undefined ? [] : ['--observe-app'],
    given.path === undefined ? [] : ['--path'],
    given.time === 'simulated' ? ['--time simulated'] : [],
  ].flat();
  if (flag === undefined) return;
  throw new HookswitchError('bad-flag', `${flag} only works with --app: hookswitch check --app FILE`);
}
