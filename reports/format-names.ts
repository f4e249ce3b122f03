/** Every format of a report that is written when a check is over. */
export const reportFormats = ['json', 'junit', 'ctrf', 'html', 'markdown', 'github', 'har'] as const;

export type ReportFormat = (typeof reportFormats)[number];
