import type { LoadReport } from '../../schemas/generated/types.ts';
import { renderCsv } from './csv.ts';
import { renderLoadHtml } from './html.ts';

/** Each format of a report with what makes it. */
export const loadReports = {
  json: (report: LoadReport) => `${JSON.stringify(report)}\n`,
  csv: renderCsv,
  html: renderLoadHtml,
};

export const loadReportFormats = Object.keys(loadReports) as (keyof typeof loadReports)[];
