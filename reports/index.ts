import type { Report } from '../schemas/generated/types.ts';
import {
  jsonWithoutCiCommands,
  markupWithoutCiCommands,
  withoutCiCommands,
} from '../text/terminal/ci-commands.ts';
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

/** What keeps a CI that prints a report from obeying it: each way fits the format. The commands of `github` are meant. */
const harmless: Record<ReportFormat, (text: string) => string> = {
  ...{ json: jsonWithoutCiCommands, ctrf: jsonWithoutCiCommands, har: jsonWithoutCiCommands },
  ...{ summary: jsonWithoutCiCommands, junit: markupWithoutCiCommands, html: markupWithoutCiCommands },
  ...{ markdown: withoutCiCommands, agent: withoutCiCommands, github: (text) => text },
};

/** A report as the text of a file. Pure: the same report gives the same text. */
export function renderReport(format: ReportFormat, report: Report, options: ModelOptions = {}): string {
  return harmless[format](renderers[format](report, options));
}
