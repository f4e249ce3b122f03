import type { Report } from '../../schemas/generated/types.ts';

/** The report itself, as in `schemas/report.schema.json`. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
