import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../reports/index.ts';
import { validate } from '../../../schemas/index.ts';
import { sampleReport } from '../support/sample-report.ts';

describe('the JSON report', () => {
  it('is the report, indented, and valid by its schema', () => {
    const text = renderReport('json', sampleReport());
    expect(JSON.parse(text)).toEqual(sampleReport());
    expect(validate('report', JSON.parse(text))).toBeUndefined();
    expect(text).toMatch(/^\{\n {2}"tool": \{\n/);
    expect(text).toMatch(/\n\}\n$/);
  });
});
