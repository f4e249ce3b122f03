import { reportFormats } from '../../../reports/format-names.ts';
import type { ReportTarget } from '../../shared/files/report-targets.ts';

/** What `--report` knows: formats that are written at the end, and one that is written while the check runs. */
export const checkFormats = [...reportFormats, 'ndjson'] as const;

export type CheckTarget = ReportTarget<(typeof checkFormats)[number]>;
