import { describe, expect, it } from 'vitest';
import { checkFormats } from '../../../../cli/commands/check/formats.ts';
import { parseReportTargets } from '../../../../cli/shared/files/report-targets.ts';
import { validate } from '../../../../schemas/index.ts';

describe('the formats of --report', () => {
  it.each(checkFormats)('%s is accepted in the configuration too', (format) => {
    expect(validate('config', { reports: [`${format}=a.txt`] })).toBeUndefined();
    expect(parseReportTargets([`${format}=-`], checkFormats)).toEqual([{ format, path: '-' }]);
  });
});
