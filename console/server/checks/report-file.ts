import { renderReport } from '../../../reports/index.ts';
import type { Report } from '../../../schemas/index.ts';
import { requirements } from '../../../suites/requirements.ts';
import type { SavedReportFormat } from '../api/types.ts';

const kinds: Record<SavedReportFormat, { readonly type: string; readonly ending: string }> = {
  json: { type: 'application/json', ending: 'json' },
  junit: { type: 'application/xml', ending: 'junit.xml' },
  html: { type: 'text/html; charset=utf-8', ending: 'html' },
  markdown: { type: 'text/markdown; charset=utf-8', ending: 'md' },
  ctrf: { type: 'application/json', ending: 'ctrf.json' },
  har: { type: 'application/json', ending: 'har' },
};

/** A report as a file. Pure. */
export function reportFile(report: Report, format: SavedReportFormat) {
  const { type, ending } = kinds[format];
  const when = report.startedAt.slice(0, 19).replaceAll(/[^\dT]/g, '');
  return {
    type,
    text: renderReport(format, report, { failOn: 'must', sentences: requirements }),
    name: `hookswitch-${when}.${ending}`,
  };
}
