import { describe, expect, it } from 'vitest';
import { formatReport, type Report } from '../../index.ts';
import { reportFormats } from '../../reports/format-names.ts';
import { sampleReport } from '../reports/support/sample-report.ts';

describe('formatReport', () => {
  it.each(['text', ...reportFormats] as const)('formats a report as %s', (format) => {
    const text = formatReport(sampleReport(), format);
    expect(text).toContain('signature/accepts-genuine');
    expect(formatReport(sampleReport(), format)).toBe(text);
  });

  it('gives the report itself as json, the findings as text, and quotes the vendor in html', () => {
    expect(JSON.parse(formatReport(sampleReport(), 'json')) as Report).toEqual(sampleReport());
    expect(formatReport(sampleReport(), 'text')).toMatch(/^✗ signature\/accepts-genuine/m);
    expect(formatReport(sampleReport(), 'html')).toContain('The vendor says');
  });

  it('has no format with another name', () => {
    expect(() => formatReport(sampleReport(), 'htm' as 'html')).toThrow(
      'there is no report format "htm"; did you mean html?',
    );
  });
});
