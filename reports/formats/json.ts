import type { Report } from '../../schemas/generated/types.ts';

/** The report itself, valid by `schemas/report.schema.json`. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
