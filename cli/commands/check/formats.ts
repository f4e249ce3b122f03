import type { checkFormats } from '../../../reports/format-names.ts';
import type { ReportTarget } from '../../shared/files/report-targets.ts';

export type CheckTarget = ReportTarget<(typeof checkFormats)[number]>;
