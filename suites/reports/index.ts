import type { Report } from '../../schemas/generated/types.ts';
import type { Level } from '../rule.ts';
import { renderHtml } from './html.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';

export type ReportFormat = 'json' | 'junit' | 'html' | 'markdown';

export interface ReportOptions {
  /** The level from which a rule that is not met fails the check, default must. Only JUnit tells the two apart. */
  readonly failOn?: Level;
}

const renderers: Record<ReportFormat, (report: Report, options: ReportOptions) => string> = {
  json: renderJson,
  junit: (report, { failOn }) => renderJunit(report, failOn),
  html: renderHtml,
  markdown: renderMarkdown,
};

/** Every format of a file. */
export const reportFormats: readonly ReportFormat[] = ['json', 'junit', 'html', 'markdown'];

/** A report as the text of a file. Pure: the same report gives the same text. */
export function renderReport(format: ReportFormat, report: Report, options: ReportOptions = {}): string {
  return renderers[format](report, options);
}
