import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../reports/index.ts';
import { validate } from '../../../schemas/index.ts';
import { reportSaying } from '../support/hostile-everywhere.ts';
import { hostile, sampleReport } from '../support/sample-report.ts';

describe('the JSON report', () => {
  it('is the report, indented, and valid by its schema', () => {
    const text = renderReport('json', sampleReport());
    expect(JSON.parse(text)).toEqual(sampleReport());
    expect(validate('report', JSON.parse(text))).toBeUndefined();
    expect(text).toMatch(/^\{\n {2}"tool": \{\n/);
    expect(text).toMatch(/\n\}\n$/);
  });

  it('keeps what a receiver wrote unchanged', () => {
    const { finding } = JSON.parse(renderReport('json', reportSaying(hostile))).results[0];
    expect(finding.actual).toBe(hostile);
  });
});
