import type { TextStyle } from '../../../reports/formats/text/style.ts';
import { type TextCounting, textReport, textSummary, textWritten } from '../../../reports/formats/text.ts';
import { renderReport } from '../../../reports/index.ts';
import { variedInWords } from '../../../reports/profile-words.ts';
import { checkBy } from '../../../runner/check.ts';
import { redactorFor } from '../../../runner/check-options.ts';
import { markKnown, withBaseline } from '../../../runner/report/baseline.ts';
import { today } from '../../../runner/report/baseline-file.ts';
import { createProgress, silentProgress } from '../../../runner/report/progress.ts';
import { saveSequences } from '../../../runner/sequences/file.ts';
import type { Report, RuleResult } from '../../../schemas/index.ts';
import { failsCheck } from '../../../schemas/level.ts';
import { rules } from '../../../suites/index.ts';
import { requirements } from '../../../suites/requirements.ts';
import { type Colors, colorsFor } from '../../../text/colors.ts';
import { defined } from '../../../text/defined.ts';
import { displayUrl, fingerprint } from '../../../text/redact.ts';
import { openReportStream } from '../../shared/files/report-stream.ts';
import { peopleStream, writeReports } from '../../shared/files/report-targets.ts';
import { type Io, textWidth } from '../../shared/io.ts';
import { terminalExamples, terminalWords } from '../../shared/option-words.ts';
import { programName } from '../../shared/own-command.ts';
import { baselineIn, type CheckingApp, type CheckingByUrl, profileOf } from './checking.ts';
import { exitInWords } from './exit-in-words.ts';
import type { CheckTarget } from './formats.ts';
import type { History } from './history/history.ts';
import type { CheckFlags } from './options.ts';
import { openRecords } from './records.ts';
import { rerunCommand } from './rerun-command.ts';

/** How much of the result is printed. */
type Shown = 'all' | 'findings' | 'last-line' | 'nothing';

/** What a check writes, and what it compares itself with. */
export interface CheckOutput {
  readonly targets: readonly CheckTarget[];
  readonly history: History;
  /** How much of the result to print; default all. */
  readonly shows?: (report: Report) => Shown;
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
  const { failOn = 'must' } = flags;
  const people = peopleStream(targets, io);
  const colors = colorsFor(people, io.env);
  const progress = flags.quiet
    ? silentProgress
    : createProgress(people, colors, {
        headline: output.headline ?? headline(options, colors),
        isVerbose: flags.verbose === true,
      });
  // Read first, so that a mistake in it is reported before anything is sent.
  const baseline = flags.baseline === undefined ? undefined : baselineIn(flags.baseline, io);
  const known = (result: RuleResult) => (baseline ? markKnown(result, baseline, today()) : result);
  const mark = (result: RuleResult) => history.mark(result, options.seed);
  const records = flags.records === undefined ? undefined : openRecords(flags.records, io);
  const stream = openReportStream(targets, (result) => mark(known(result)), io);
  stream.start({ startedAt: new Date().toISOString(), seed: options.seed, receiver: shownReceiver(options) });
  const checked = await checkBy(rules, {
    ...options,
    signal: io.signal,
    ...(records ? { onStored: records.note } : {}),
    onEvent(event) {
      progress.onEvent(event);
      stream.onEvent(event);
    },
    countsForBail: (result) => failsCheck(known(result), failOn),
    words: terminalWords,
    rerunCommand: rerunCommand(url, flags, programName),
  })
    .catch((error) => {
      stream.end();
      throw error;
    })
    .finally(progress.end)
    .finally(records?.close);
  const accepted = baseline && !checked.interrupted ? withBaseline(checked, baseline, today()) : checked;
  const report = { ...accepted, results: accepted.results.map(mark) };
  history.keep(report);
  const counting = defined({ failOn: flags.failOn, allowInconclusive: flags.allowInconclusive });
  const style: TextStyle = {
    colors,
    width: textWidth(people),
    words: terminalExamples,
    ...{ isVerbose: flags.verbose === true, isQuiet: flags.quiet === true },
  };
  const shown = shows(report);
  people.write(resultText(report, shown, style, { ...counting, exit: exitInWords(report, flags) }));
  const rendering = { ...counting, sentences: requirements, words: terminalExamples };
  const files = targets.flatMap(({ format, path }) => (format === 'ndjson' ? [] : [{ format, path }]));
  try {
    writeReports(files, (format) => renderReport(format, report, rendering), io);
  } finally {
    stream.end(report);
  }
  const print = (line: string) => void (flags.quiet || shown !== 'all' || people.write(`${line}\n`));
  for (const line of textWritten(targets)) print(line);
  if (flags.sequence === undefined) saveSequences(report, io, terminalWords, print);
  return report;
}

function resultText(report: Report, shown: Shown, style: TextStyle, counting: TextCounting): string {
  if (shown === 'nothing') return '';
  if (shown === 'all') return textReport(report, style, counting);
  const quiet = { ...style, isQuiet: true };
  return shown === 'findings' ? textReport(report, quiet, counting) : textSummary(report, quiet, counting);
}

function shownReceiver(options: CheckingByUrl | CheckingApp): Report['receiver'] {
  // The port of an app isn't known before it is served.
  const url = 'app' in options ? `http://127.0.0.1${options.receiverPath}` : options.url;
  return { url: redactorFor(options).text(displayUrl(url)), method: options.method };
}

function headline(options: CheckingByUrl | CheckingApp, colors: Colors): string {
  const { method, seed } = options;
  const what = 'app' in options ? `${options.receiverPath} of ${options.app}` : displayUrl(options.url);
  const secret = colors.dim(`secret ${fingerprint(options.secret)}`);
  const varied = options.vary ? `    ${colors.dim(variedInWords(profileOf(options), method, seed))}\n` : '';
  return `Checking ${colors.bold(`${method} ${what}`)}  ${secret}\n${varied}`;
}
