import { saveSequences } from '../../../check/index.ts';
import type { CheckFlags } from '../../../options/check.ts';
import type { TextStyle } from '../../../reports/formats/text/style.ts';
import { type TextCounting, textReport, textSummary } from '../../../reports/formats/text.ts';
import { renderReport } from '../../../reports/index.ts';
import type { Report } from '../../../schemas/index.ts';
import { requirements } from '../../../suites/requirements.ts';
import { defined } from '../../../text/defined.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { visible } from '../../../text/terminal/visible.ts';
import type { ReportStream } from '../../shared/files/report-stream.ts';
import { peopleStream, writeReports } from '../../shared/files/report-targets.ts';
import { type Io, textWidth } from '../../shared/io.ts';
import { exitInWords } from './exit-in-words.ts';
import type { CheckTarget } from './formats.ts';

/** How much of the result is printed. */
export type ShownParts = 'all' | 'findings' | 'last-line' | 'nothing';

interface Showing {
  readonly shown: ShownParts;
  readonly flags: CheckFlags;
  readonly targets: readonly CheckTarget[];
  /** The report that is written during the check. */
  readonly stream: ReportStream;
}

/** Prints the result of a check, writes the reports, and saves the sequences that failed. */
export function showResult(report: Report, { shown, flags, targets, stream }: Showing, io: Io): void {
  const people = peopleStream(targets, io);
  const counting = defined({ failOn: flags.failOn, allowInconclusive: flags.allowInconclusive });
  const style: TextStyle = {
    colors: colorsFor(people, io.env),
    width: textWidth(people),
    ...{ isVerbose: flags.verbose === true, isQuiet: flags.quiet === true },
  };
  people.write(resultText(report, shown, style, { ...counting, exit: exitInWords(report, flags) }));
  try {
    const rendering = { ...counting, sentences: requirements };
    const files = targets.flatMap(({ format, path }) => (format === 'ndjson' ? [] : [{ format, path }]));
    writeReports(files, (format) => renderReport(format, report, rendering), io);
  } finally {
    stream.end(report);
  }
  const print = (line: string) => void (flags.quiet || shown !== 'all' || people.write(`${line}\n`));
  for (const { format, path } of targets) if (path !== '-') print(`Wrote ${visible(path)} (${format})`);
  if (flags.sequence === undefined) saveSequences(report, io, print);
}

function resultText(report: Report, shown: ShownParts, style: TextStyle, counting: TextCounting): string {
  if (shown === 'nothing') return '';
  if (shown === 'all') return textReport(report, style, counting);
  const quiet = { ...style, isQuiet: true };
  return shown === 'findings' ? textReport(report, quiet, counting) : textSummary(report, quiet, counting);
}
