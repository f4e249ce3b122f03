import { redactedError } from '../../../check/index.ts';
import { findLimit } from '../../../load/find-limit.ts';
import { loadOnce, type RunHooks } from '../../../load/load-once.ts';
import { loadReportFormats, loadReports } from '../../../load/report/formats.ts';
import { loadTextReport, rateInWords } from '../../../load/report/text.ts';
import { createScreen, type Screen, silentScreen } from '../../../load/screen.ts';
import type { Setup } from '../../../load/setup.ts';
import { checkObserver } from '../../../observation/index.ts';
import { awaitReceiver } from '../../../receiver/index.ts';
import type { LoadReport } from '../../../schemas/generated/types.ts';
import { freshConnections } from '../../../simulator/index.ts';
import { displayUrl, fingerprint } from '../../../text/secrets/redact.ts';
import { type Colors, colorsFor } from '../../../text/terminal/colors.ts';
import { clock, withThousands } from '../../../text/words/numbers.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import {
  makeReportFolders,
  parseReportTargets,
  peopleStream,
  writeReports,
} from '../../shared/files/report-targets.ts';
import type { Io } from '../../shared/io.ts';
import type { LoadFlags } from './command.ts';
import { setupOf } from './plan.ts';

/** `hookswitch load URL`: sends messages at a rate, never slowed by the receiver, and checks thresholds and the end state. */
export async function runLoadCommand(url: string, flags: LoadFlags, io: Io): Promise<number> {
  const setup = setupOf(url, flags, io);
  const targets = parseReportTargets(flags.report, loadReportFormats);
  makeReportFolders(targets, io);
  const people = peopleStream(targets, io);
  const colors = colorsFor(people, io.env);
  const screen = flags.quiet ? silentScreen : createScreen(people, colors);
  try {
    await assertReady(setup, io.signal);
    screen.say(headline(setup, colors));
    const report = await run(setup, flags, screen, io.signal).finally(screen.end);
    people.write(loadTextReport(report, colors));
    writeReports(targets, (format) => loadReports[format](report), io);
    return exitCodeOf(report);
  } catch (error) {
    throw redactedError(error, setup.redactor);
  }
}

async function assertReady({ target, observer, waitMs }: Setup, signal: AbortSignal): Promise<void> {
  await awaitReceiver(target.webhook.url, freshConnections(target.connection), waitMs, signal);
  if (observer && !signal.aborted) await checkObserver(observer, 'HOOKSWITCH-NONE', signal);
}

function run(setup: Setup, flags: LoadFlags, screen: Screen, signal: AbortSignal): Promise<LoadReport> {
  const hooks: RunHooks = { ...screen, signal };
  return flags.findLimit ? findLimit(setup, hooks, screen.say) : loadOnce(setup, hooks);
}

function headline({ target, options }: Setup, colors: Colors): string {
  const { url, method, secret } = target.webhook;
  const { rate, durationMs, count: messages, rampMs = 0 } = options.plan;
  const parts = [
    rateInWords(rate),
    ...(durationMs === undefined ? [] : [`for ${clock(durationMs)}`]),
    ...(messages === undefined ? [] : [`${withThousands(messages)} messages`]),
    ...(rampMs > 0 ? [`with a ramp of ${clock(rampMs)}`] : []),
  ];
  const how = colors.dim(`secret ${fingerprint(secret)}, seed ${options.plan.seed}`);
  return `Load-testing ${colors.bold(`${method} ${displayUrl(url)}`)}: ${parts.join(', ')}  ${how}`;
}

function exitCodeOf({ verdict }: LoadReport): number {
  switch (verdict) {
    case 'pass':
      return exitCodes.passed;
    case 'fail':
      return exitCodes.failed;
    case 'inconclusive':
      return exitCodes.inconclusive;
    case 'interrupted':
      return exitCodes.interrupted;
  }
}
