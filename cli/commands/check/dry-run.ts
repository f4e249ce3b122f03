import {
  assertUsableOptions,
  createProgress,
  observerOf,
  redactorFor,
  silentProgress,
} from '../../../check/index.ts';
import { variedInWords } from '../../../reports/profile-words.ts';
import { createIdentities } from '../../../runner/index.ts';
import { checkCountedReference } from '../../../self-test/dry-run/counted-check.ts';
import { forReceiver, type Unlike } from '../../../self-test/dry-run/planned-rules.ts';
import { dryRunText } from '../../../self-test/dry-run/text.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { staysOnThisMachine } from '../../../simulator/wire/address-guard.ts';
import { rules } from '../../../suites/index.ts';
import { displayUrl } from '../../../text/secrets/redact.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { CheckConfig } from '../../shared/files/config.ts';
import { parseReportTargets } from '../../shared/files/report-targets.ts';
import { type Io, textWidth } from '../../shared/io.ts';
import { baselineIn, type CheckingByUrl, optionsByUrl, profileOf } from './checking.ts';
import { checkFormats } from './formats.ts';
import type { CheckFlags } from './options.ts';
import { downstreamResponsesOf } from './simulate-downstream.ts';

/**
 * `hookswitch check URL --dry-run`: shows what a check would send, by checking the built-in reference receiver with the same options. The
 * receiver, its observer and the commands are not touched.
 */
export async function dryRun(
  url: string | undefined,
  flags: CheckFlags,
  config: CheckConfig,
  io: Io,
): Promise<number> {
  if (url === undefined)
    throw new HookswitchError(
      'bad-flag',
      '--dry-run needs the URL of the receiver: hookswitch check URL --dry-run',
    );
  const options = optionsByUrl(url, flags, config, io);
  assertUsable(options, flags, io);
  const progress = progressOn(io);
  const isOnThisMachine = staysOnThisMachine(url, options.allowHosts ?? []);
  const checked = { ...options, isElsewhere: !isOnThisMachine };
  const { report, counts } = await checkCountedReference(checked, profileOf(options), {
    downstreamPort: flags.downstreamPort,
    isRestarted: flags.exec !== undefined,
    signal: io.signal,
    onEvent: progress.onEvent,
  }).finally(progress.end);
  if (report.interrupted) return exitCodes.interrupted;
  const { method } = options;
  const differences = unlike(options);
  io.stdout.write(
    dryRunText(forReceiver(report, rules, differences), counts, {
      receiver: redactorFor(options).text(`${method} ${displayUrl(url)}`),
      varied: options.vary ? variedInWords(profileOf(options), method, options.seed) : undefined,
      serial: createIdentities().serial(),
      colors: colorsFor(io.stdout, io.env),
      width: textWidth(io.stdout),
      isOneByOne: differences.showsAllAtOnce,
      isOnThisMachine,
      detail: flags.quiet ? 'sums' : flags.verbose ? 'messages' : 'rules',
    }),
  );
  return exitCodes.passed;
}

/** Options that a check rejects before it sends anything. */
function assertUsable(options: CheckingByUrl, flags: CheckFlags, io: Io): void {
  assertUsableOptions(options);
  parseReportTargets(flags.report, checkFormats);
  if (flags.baseline !== undefined) baselineIn(flags.baseline, io);
  downstreamResponsesOf(flags, io);
}

/** A single progress line, on a terminal only: results of the reference receiver don't matter. */
function progressOn(io: Io): ReturnType<typeof createProgress> {
  const colors = colorsFor(io.stderr, io.env);
  return io.stderr.isTTY === true
    ? createProgress(io.stderr, colors, {
        headline: 'Trying the check on the built-in reference receiver\n',
        isVerbose: false,
      })
    : silentProgress;
}

function unlike(options: CheckingByUrl): Unlike {
  const observer = observerOf(options, { allowHosts: [] });
  return { isHttps: options.url.startsWith('https:'), showsAllAtOnce: observer?.isPerPbx === false };
}
