import { reportFormats } from '../reports/format-names.ts';
import { textReport } from '../reports/formats/text.ts';
import { renderReport } from '../reports/index.ts';
import type { Report } from '../schemas/generated/types.ts';
import type { Level } from '../schemas/level.ts';
import { HookswitchError } from '../simulator/index.ts';
import { requirements } from '../suites/requirements.ts';
import { noColors } from '../text/terminal/colors.ts';
import { unknownName } from '../text/words/unknown-name.ts';

/** A format of {@link formatReport}. */
export type FormatName =
  /** The findings and the counts, as on the command line, without colors. */
  | 'text'
  /** The report itself. */
  | 'json'
  /** For most CI systems. */
  | 'junit'
  /** The Common Test Report Format. */
  | 'ctrf'
  /** A page that loads nothing else. */
  | 'html'
  /** For a comment, or the summary of a job. */
  | 'markdown'
  /** Annotations for GitHub Actions. */
  | 'github'
  /** The requests and responses, for a browser's network view. */
  | 'har'
  /** JSON of at most 20 KB. */
  | 'summary'
  /** The failures, for a coding agent. */
  | 'agent';

/** How to format a report. */
export interface FormatOptions {
  /** The level from which a failed rule fails the check; default must. JUnit, CTRF and GitHub use it. */
  readonly failOn?: Level;
}

const formats: readonly FormatName[] = ['text', ...reportFormats];

/**
 * A report as text, in any format of the command line. Pure: the same report gives the same text.
 *
 * @param report The report of `check`.
 * @param format The name of the format.
 * @param options How to format it.
 * @throws HookswitchError `bad-settings` if there is no such format.
 */
export function formatReport(report: Report, format: FormatName, options: FormatOptions = {}): string {
  if (!formats.includes(format))
    throw new HookswitchError('bad-settings', `there is no report format ${unknownName(format, formats)}`);
  if (format === 'text') return textReport(report, { colors: noColors });
  return renderReport(format, report, { ...options, sentences: requirements });
}
