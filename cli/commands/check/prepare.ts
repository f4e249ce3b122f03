import type { CheckFlags } from '../../../options/check.ts';
import { checkFormats } from '../../../reports/format-names.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { displayUrl } from '../../../text/secrets/redact.ts';
import { exitCodeOfReport } from '../../shared/exit-codes.ts';
import { type CheckConfig, readConfig } from '../../shared/files/config.ts';
import { parseReportTargets } from '../../shared/files/report-targets.ts';
import type { Io } from '../../shared/io.ts';
import { checkApp } from './by-app.ts';
import { checkUrl } from './by-url.ts';
import type { CheckOnce } from './check-once.ts';
import { assertWatchable, effectiveFlags } from './effective-flags.ts';
import type { CheckTarget } from './formats.ts';
import type { Remembered } from './history/history.ts';
import { forReader } from './output-mode.ts';
import { checkReference, referenceName } from './reference.ts';

/** What the command line and the configuration request. */
export interface PreparedCheck {
  /** Undefined for an app, and for the built-in reference receiver. */
  readonly url: string | undefined;
  readonly app: string | undefined;
  readonly flags: CheckFlags;
  readonly config: CheckConfig;
  readonly targets: readonly CheckTarget[];
  /** Identifies the receiver in the history. A check of the built-in one, which never changes, isn't saved. */
  readonly remembered: Remembered | undefined;
  readonly check: CheckOnce;
}

/**
 * Reads the current configuration, and checks that all options are compatible.
 *
 * @throws HookswitchError `bad-config`, `bad-flag`, `bad-receiver`.
 */
export async function prepareCheck(
  argument: string | undefined,
  given: CheckFlags,
  io: Io,
  isAgain = false,
): Promise<PreparedCheck> {
  const isReference = argument === referenceName;
  if (isReference) assertFitsReference(given);
  // A configuration is about another receiver.
  const config = isReference ? {} : await readConfig(given.config, io, isAgain);
  const flags = forReader(effectiveFlags(given, config), io);
  const url = isReference ? undefined : (argument ?? (given.app === undefined ? config.url : undefined));
  const app = url === undefined ? flags.app : undefined;
  assertFits(url, app, given);
  assertWatchable(flags, app);
  if (!isReference) assertNamesReceiver(url, app, flags);
  const check: CheckOnce = async (chosen, output, ownIo) => {
    if (app !== undefined) return checkApp(app, chosen, config, output, ownIo);
    const report = await (url === undefined
      ? checkReference(chosen, output, ownIo)
      : checkUrl(url, chosen, config, output, ownIo));
    return { report, exitCode: exitCodeOfReport(report, chosen) };
  };
  const targets = parseReportTargets(flags.report, checkFormats);
  return { url, app, flags, config, targets, remembered: rememberedAs(url, app, flags), check };
}

function rememberedAs(
  url: string | undefined,
  app: string | undefined,
  { method = 'POST', path = '/', exec }: CheckFlags,
): Remembered | undefined {
  if (app !== undefined) return { name: `${path} of ${app}`, method, isStarted: true };
  return url === undefined ? undefined : { name: displayUrl(url), method, isStarted: exec !== undefined };
}

/** @throws HookswitchError `bad-flag` or `bad-receiver` if nothing says which receiver to check. */
function assertNamesReceiver(url: string | undefined, app: string | undefined, flags: CheckFlags): void {
  if (url !== undefined || app !== undefined) return;
  if (flags.exec !== undefined)
    throw new HookswitchError(
      'bad-flag',
      '--exec needs the URL at which the receiver listens: hookswitch check URL --exec COMMAND',
    );
  // A dry run says what it needs.
  if (flags.dryRun) return;
  const configured =
    flags.config === undefined ? 'no configuration in this folder has one' : `${flags.config} has none`;
  throw new HookswitchError(
    'bad-receiver',
    `no receiver to check: the command has no URL, and ${configured}; run hookswitch check http://localhost:3000/webhook, save your URL with hookswitch init, or try the built-in receiver with hookswitch check ${referenceName}`,
  );
}

/** @throws HookswitchError `bad-flag` for an option that only another receiver can have. */
function assertFitsReference(given: CheckFlags): void {
  const others = {
    ...{ app: '--app', exec: '--exec', watch: '--watch' },
    ...{ observeUrl: '--observe-url', observeCmd: '--observe-cmd', config: '--config' },
  };
  const flag = Object.entries(others).find(([name]) => given[name as keyof typeof others] !== undefined)?.[1];
  if (flag === undefined) return;
  throw new HookswitchError(
    'bad-flag',
    `${flag} doesn't work with the built-in receiver; replace ${referenceName} with the URL of yours, or leave out ${flag}`,
  );
}

/** @throws HookswitchError `bad-flag` if options for an app are given without one, or with a URL. */
function assertFits(url: string | undefined, app: string | undefined, given: CheckFlags): void {
  if (url !== undefined && given.app !== undefined)
    throw new HookswitchError('bad-flag', 'a URL and --app are given; give one of them');
  if (app !== undefined && given.dryRun)
    throw new HookswitchError(
      'bad-flag',
      '--dry-run shows what a check of a URL would run; leave it out with --app, which sends nothing to others',
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
