import {
  checkBy,
  createProgress,
  markKnown,
  redactorFor,
  silentProgress,
  today,
  withBaseline,
} from '../../../check/index.ts';
import type { CheckFlags } from '../../../options/check.ts';
import { rerunCommand } from '../../../options/rerun-command.ts';
import { variedInWords } from '../../../reports/profile-words.ts';
import type { Report, RuleResult } from '../../../schemas/index.ts';
import { failsCheck } from '../../../schemas/level.ts';
import { rules } from '../../../suites/index.ts';
import { displayUrl, fingerprint } from '../../../text/secrets/redact.ts';
import { type Colors, colorsFor } from '../../../text/terminal/colors.ts';
import { openReportStream } from '../../shared/files/report-stream.ts';
import { peopleStream } from '../../shared/files/report-targets.ts';
import type { Io } from '../../shared/io.ts';
import { baselineIn, type CheckingApp, type CheckingByUrl, profileOf } from './checking.ts';
import type { CheckTarget } from './formats.ts';
import type { History } from './history/history.ts';
import { openRecords } from './records.ts';
import { type ShownParts, showResult } from './show-result.ts';

/** The files that a check writes, and the earlier check that it is compared with. */
export interface CheckOutput {
  readonly targets: readonly CheckTarget[];
  readonly history: History;
  /** How much of the result to print; default all. */
  readonly shows?: (report: Report) => ShownParts;
  /** What is being checked; default the receiver. */
  readonly headline?: string;
}

/** Checks a running receiver, shows progress and findings, and writes the reports. */
export async function checkAndReport(
  options: CheckingByUrl | CheckingApp,
  url: string | undefined,
  flags: CheckFlags,
  output: CheckOutput,
  io: Io,
): Promise<Report> {
  const { targets, history, shows = () => (flags.json || flags.agent ? 'nothing' : 'all') } = output;
  // Read first, so that a mistake in it is reported before anything is sent.
  const known = knownFailures(flags, io);
  const change = (result: RuleResult) => history.mark(result, options.seed);
  const records = flags.records === undefined ? undefined : openRecords(flags.records, io);
  const stream = openReportStream(targets, (result) => change(known.mark(result)), io);
  const progress = progressOf(options, flags, output, io);
  stream.start({ startedAt: new Date().toISOString(), seed: options.seed, receiver: shownReceiver(options) });
  const { app: _shown, ...checking } = { app: undefined, ...options };
  const checked = await checkBy(rules, {
    ...checking,
    signal: io.signal,
    ...(records ? { onStored: records.note } : {}),
    onEvent(event) {
      progress.onEvent(event);
      stream.onEvent(event);
    },
    countsForBail: (result) => failsCheck(known.mark(result), flags.failOn ?? 'must'),
    rerunCommand: rerunCommand(url, flags),
  })
    .catch((error) => {
      stream.end();
      throw error;
    })
    .finally(progress.end)
    .finally(records?.close);
  const accepted = known.markAll(checked);
  const report = { ...accepted, results: accepted.results.map(change) };
  history.keep(report);
  showResult(report, { shown: shows(report), flags, targets, stream }, io);
  records?.complete();
  return report;
}

/** Marks the failures that the baseline accepts, if there is one. */
function knownFailures({ baseline: file }: CheckFlags, io: Io) {
  const baseline = file === undefined ? undefined : baselineIn(file, io);
  return {
    mark: (result: RuleResult) => (baseline ? markKnown(result, baseline, today()) : result),
    markAll: (report: Report) =>
      baseline && !report.interrupted ? withBaseline(report, baseline, today()) : report,
  };
}

function progressOf(
  options: CheckingByUrl | CheckingApp,
  flags: CheckFlags,
  { targets, headline }: CheckOutput,
  io: Io,
) {
  if (flags.quiet) return silentProgress;
  const people = peopleStream(targets, io);
  const colors = colorsFor(people, io.env);
  return createProgress(people, colors, {
    headline: headline ?? headlineOf(options, colors),
    isVerbose: flags.verbose === true,
  });
}

function shownReceiver(options: CheckingByUrl | CheckingApp): Report['receiver'] {
  // The port of an app isn't known before it is served.
  const url = 'app' in options ? `http://127.0.0.1${options.receiverPath}` : options.url;
  return { url: redactorFor(options).text(displayUrl(url)), method: options.method };
}

function headlineOf(options: CheckingByUrl | CheckingApp, colors: Colors): string {
  const { method, seed } = options;
  const what = 'app' in options ? `${options.receiverPath} of ${options.app}` : displayUrl(options.url);
  const secret = colors.dim(`secret ${fingerprint(options.secret)}`);
  const varied = options.vary ? `    ${colors.dim(variedInWords(profileOf(options), method, seed))}\n` : '';
  return `Checking ${colors.bold(`${method} ${what}`)}  ${secret}\n${varied}`;
}
