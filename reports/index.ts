import type { Report } from '../schemas/generated/types.ts';
import type { Level } from '../schemas/level.ts';
import type { ReportFormat } from './format-names.ts';
import { renderAgent } from './formats/agent.ts';
import { renderCtrf } from './formats/ctrf.ts';
import { renderGithub } from './formats/github.ts';
import { renderHar } from './formats/har.ts';
import type { VendorSentence } from './formats/html/rule.ts';
import { renderHtml } from './formats/html.ts';
import { renderJson } from './formats/json.ts';
import { renderJunit } from './formats/junit.ts';
import { renderMarkdown } from './formats/markdown.ts';
import { renderSummary } from './formats/summary.ts';

export interface ReportOptions {
  /** The level from which a failed rule fails the check, default must. */
  readonly failOn?: Level;
  /** Whether a check passes although rules are inconclusive, default no. */
  readonly allowInconclusive?: boolean;
  /** The vendor's sentences that rules name by id. The HTML page quotes them. */
  readonly sentences?: readonly VendorSentence[];
}

const renderers: Record<ReportFormat, (report: Report, options: ReportOptions) => string> = {
  json: renderJson,
  junit: renderJunit,
  ctrf: renderCtrf,
  html: (report, options) => renderHtml(report, options.sentences, options),
  markdown: (report, options) => renderMarkdown(report, options),
  github: renderGithub,
  har: renderHar,
  summary: renderSummary,
  agent: renderAgent,
};

/** A report as the text of a file. Pure: the same report gives the same text. */
export function renderReport(format: ReportFormat, report: Report, options: ReportOptions = {}): string {
  return renderers[format](report, options);
}
