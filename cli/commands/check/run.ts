import { HookswitchError } from '../../../simulator/index.ts';
import { rules } from '../../../suites/index.ts';
import { displayUrl } from '../../../text/redact.ts';
import { exitCodeOfReport, exitCodes } from '../../shared/exit-codes.ts';
import { readConfig } from '../../shared/files/config.ts';
import { makeReportFolders, parseReportTargets } from '../../shared/files/report-targets.ts';
import type { Io } from '../../shared/io.ts';
import { terminalWords } from '../../shared/option-words.ts';
import { checkApp } from './by-app.ts';
import { checkUrl } from './by-url.ts';
import type { CheckOnce } from './check-once.ts';
import { dryRun } from './dry-run.ts';
import { assertWatchable, effectiveFlags } from './effective-flags.ts';
import { checkFormats } from './formats.ts';
import { chosenBy } from './history/choose.ts';
import { openHistory, type Remembered } from './history/history.ts';
import type { CheckFlags } from './options.ts';
import { forReader } from './output-mode.ts';
import { checkReference } from './reference.ts';
import { watchReceiver } from './watch/watch.ts';

/** `hookswitch check [url]`: checks a receiver, or the built-in one as a demo. */
export async function runCheck(urlArgument: string | undefined, given: CheckFlags, io: Io): Promise<number> {
  const config = await readConfig(given.config, io);
  const flags = forReader(effectiveFlags(given, config), io);
  const url = urlArgument ?? (given.app === undefined ? config.url : undefined);
  const app = url === undefined ? flags.app : undefined;
  assertFits(url, app, given);
  assertWatchable(flags, app);
  if (url === undefined && flags.exec !== undefined) {
    throw new HookswitchError(
      'bad-flag',
      '--exec needs the URL at which the receiver listens: hookswitch check URL --exec COMMAND',
    );
  }
  if (flags.dryRun) return dryRun(url, flags, config, io);
  const history = openHistory(rememberedAs(url, app, flags), io);
  const targets = parseReportTargets(flags.report, checkFormats);
  makeReportFolders(targets, io);
  const check: CheckOnce = async (chosen, output, ownIo) => {
    if (app !== undefined) return checkApp(app, chosen, config, output, ownIo);
    const report = await (url === undefined
      ? checkReference(chosen, output, ownIo)
      : checkUrl(url, chosen, config, output, ownIo));
    return { report, exitCode: exitCodeOfReport(report, chosen) };
  };
  if (flags.watch) return watchReceiver({ check, flags, output: { targets, history } }, io);
  const { flags: chosen, remark } = chosenBy(flags, history.last, rules);
  if (remark !== undefined) io.stderr.write(`hookswitch: ${remark}\n`);
  try {
    return (await check(chosen, { targets, history }, io)).exitCode;
  } catch (error) {
    // Stopped while the app was loaded, so there's no report.
    if (app === undefined || !io.signal.aborted || !(error instanceof HookswitchError)) throw error;
    io.stderr.write(`hookswitch: ${error.inWords(terminalWords)}\n`);
    return exitCodes.interrupted;
  }
}

/** What identifies the receiver in the history. The demo always checks the same one. */
function rememberedAs(
  url: string | undefined,
  app: string | undefined,
  { method = 'POST', path = '/', exec }: CheckFlags,
): Remembered | undefined {
  if (app !== undefined) return { name: `${path} of ${app}`, method, isStarted: true };
  return url === undefined ? undefined : { name: displayUrl(url), method, isStarted: exec !== undefined };
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
    given.schedules === undefined ? [] : ['--schedules'],
    given.time === 'simulated' ? ['--time simulated'] : [],
  ].flat();
  if (flag === undefined) return;
  throw new HookswitchError('bad-flag', `${flag} only works with --app: hookswitch check --app FILE`);
}
