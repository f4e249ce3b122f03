import { describe, expect, it } from 'vitest';
import { parseReportTargets, targetFormats } from '../../cli/report-files.ts';
import { validate } from '../../schemas/index.ts';

describe('the formats of --report', () => {
  it.each(targetFormats)('%s is known to the configuration as well', (format) => {
    expect(validate('config', { reports: [`${format}=a.txt`] })).toBeUndefined();
    const io = { cwd: process.cwd() } as Parameters<typeof parseReportTargets>[1];
    expect(parseReportTargets([`${format}=-`], io)).toEqual([{ format, path: '-' }]);
  });
});
