import type { Report } from '../schemas/generated/types.ts';
import type { ModelOptions } from './blocks.ts';
import type { ReportFormat } from './format-names.ts';
import { renderAgent } from './formats/agent.ts';
import { renderCtrf } from './formats/ctrf.ts';
import { renderGithub } from './formats/github.ts';
import { renderHar } from './formats/har.ts';
import { renderHtml } from './formats/html.ts';
import { renderJson } from './formats/json.ts';
import { renderJunit } from './formats/junit.ts';
import { renderMarkdown } from './formats/markdown.ts';
import { renderSummary } from './formats/summary.ts';

const renderers: Record<ReportFormat, (report: Report, options: ModelOptions) => string> = {
  json: renderJson,
  junit: renderJunit,
  ctrf: renderCtrf,
  html: renderHtml,
  markdown: renderMarkdown,
  github: renderGithub,
  har: renderHar,
  summary: renderSummary,
  agent: renderAgent,
};

/** A report as the text of a file. Pure: the same report gives the same text. */
export function renderReport(format: ReportFormat, report: Report, options: ModelOptions = {}): string {
  return renderers[format](report, options);
}
