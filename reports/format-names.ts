/** Every format of a report that is written at the end of a check. */
export const reportFormats = [
  'json',
  'junit',
  'ctrf',
  'html',
  'markdown',
  'github',
  'har',
  'summary',
  'agent',
] as const;

export type ReportFormat = (typeof reportFormats)[number];
