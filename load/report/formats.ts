import type { LoadReport } from '../../schemas/generated/types.ts';
import { renderCsv } from './csv.ts';
import { renderLoadHtml } from './html.ts';

/** The report formats and their functions. */
export const loadReports = {
  json: (report: LoadReport) => `${JSON.stringify(report)}\n`,
  csv: renderCsv,
  html: renderLoadHtml,
};

export const loadReportFormats = Object.keys(loadReports) as (keyof typeof loadReports)[];
