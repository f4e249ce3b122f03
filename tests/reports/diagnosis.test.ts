import { describe, expect, it } from 'vitest';
import { endLine } from '../../reports/formats/ndjson.ts';
import { textFindings } from '../../reports/formats/text.ts';
import { renderReport } from '../../reports/index.ts';
import { headlineOf } from '../../reports/model.ts';
import type { Diagnosis } from '../../schemas/generated/types.ts';
import { noColors } from '../../text/terminal/colors.ts';
import { failed, report, result } from './support/sample-report.ts';

const diagnosis: Diagnosis = {
  cause: 'signature-hex',
  title: 'Your receiver expects the signature in hex.',
  evidence: ['sent a DID change, correctly signed: 401 Unauthorized in 2 ms'],
  fix: 'Base64-encode the digest instead of writing it in hex.',
  explains: ['signature/accepts-genuine'],
};
const follows = failed({ id: 'signature/accepts-genuine' });
const other = failed({ id: 'message/limits-size' });
const diagnosed = report([follows, other, result({ id: 'signature/rejects-missing' })], { diagnosis });

describe('a diagnosis', () => {
  it.each(['html', 'markdown', 'github', 'junit'] as const)(
    'comes before every finding in %s, with its fix',
    (format) => {
      const text = renderReport(format, diagnosed);
      const places = [diagnosis.title, diagnosis.fix, 'message/limits-size'].map((part) =>
        text.indexOf(part),
      );
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    },
  );

  it('is in the JSON, NDJSON and CTRF reports', () => {
    for (const format of ['json', 'ctrf'] as const)
      expect(renderReport(format, diagnosed), format).toContain(diagnosis.cause);
    expect(JSON.parse(endLine(diagnosed))).toMatchObject({ diagnosis });
  });

  it('replaces its consequences in the terminal and on GitHub, but not with --verbose', () => {
    const plain = { colors: noColors };
    const text = textFindings(diagnosed, plain);
    expect(text.trimStart().split('\n')[0]).toBe(`✗ ${diagnosis.title}`);
    expect(text).not.toContain(`\n✗ ${follows.id}`);
    expect(text).toContain(other.id);
    expect(textFindings(diagnosed, { ...plain, isVerbose: true })).toContain(follows.id);
    expect(renderReport('github', diagnosed)).not.toContain(follows.id);
  });

  it('is a failed JUnit test only if the check fails', () => {
    expect(renderReport('junit', diagnosed)).toMatch(/<testsuites name="[^"]*" tests="4" failures="3"/);
    const passing = report([result({ id: 'signature/rejects-missing' })], { diagnosis });
    expect(renderReport('junit', passing)).toMatch(/<testsuites name="[^"]*" tests="2" failures="0"/);
  });

  it('is the headline; without one, the first finding is', () => {
    expect(headlineOf(diagnosed)).toMatchObject({ about: 'signature-hex', title: diagnosis.title });
    expect(headlineOf(report([follows]))).toMatchObject({ about: follows.id });
    expect(headlineOf(report([]))).toBeUndefined();
  });
});
