import { reportFormats } from '../../../reports/format-names.ts';
import type { ReportTarget } from '../../shared/files/report-targets.ts';

/** The formats of `--report`: those written at the end, and one written during the check. */
export const checkFormats = [...reportFormats, 'ndjson'] as const;

export type CheckTarget = ReportTarget<(typeof checkFormats)[number]>;
