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

/** The formats of `--report` of a check: those written at its end, and one written during it. */
export const checkFormats = [...reportFormats, 'ndjson'] as const;

export type ReportFormat = (typeof reportFormats)[number];
