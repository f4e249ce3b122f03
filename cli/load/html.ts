import type { LoadReport } from '../../schemas/generated/types.ts';
export function renderHtml(report: LoadReport): string {
  return JSON.stringify(report);
}
