import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { parseReportTargets, writeReports } from '../../../../cli/shared/files/report-targets.ts';
import { checkFormats } from '../../../../reports/format-names.ts';
import { validate } from '../../../../schemas/index.ts';

describe('the formats of --report', () => {
  it.each(checkFormats)('%s is accepted in the configuration too', (format) => {
    expect(validate('config', { reports: [`${format}=a.txt`] })).toBeUndefined();
    expect(parseReportTargets([`${format}=-`], checkFormats)).toEqual([{ format, path: '-' }]);
  });
});

it.each(['a.txt', './a.txt', 'out/../a.txt'])('rejects two reports to the same file, even as %s', (path) => {
  expect(() => parseReportTargets(['json=a.txt', 'har=b.txt', `html=${path}`], checkFormats)).toThrow(
    `two reports go to "${path}"; give each its own path`,
  );
});

it('writes the other reports if one cannot be written', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-reports-'));
  const stream = new PassThrough();
  const raw = { stdout: stream, stderr: stream };
  const io = { raw, stdin: stream, stdout: stream, stderr: stream, env: {}, cwd };
  const targets = parseReportTargets(['html=no/such/folder', 'junit=b.xml'], checkFormats);
  expect(() =>
    writeReports(targets, (format) => `a ${format}`, { ...io, signal: new AbortController().signal }),
  ).toThrow(
    /no.such.folder cannot be written \(its folder is missing, or takes no new files\); choose another path$/,
  );
  expect(readFileSync(join(cwd, 'b.xml'), 'utf8')).toBe('a junit');
});
