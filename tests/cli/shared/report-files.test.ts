import { describe, expect, it } from 'vitest';
import { parseReportTargets, targetFormats } from '../../../cli/shared/report-files.ts';
import { validate } from '../../../schemas/index.ts';

describe('the formats of --report', () => {
  it.each(targetFormats)('%s is known to the configuration as well', (format) => {
    expect(validate('config', { reports: [`${format}=a.txt`] })).toBeUndefined();
    expect(parseReportTargets([`${format}=-`])).toEqual([{ format, path: '-' }]);
  });
});
