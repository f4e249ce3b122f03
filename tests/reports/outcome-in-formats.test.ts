import { describe, expect, it } from 'vitest';
import { exitCodeOfReport } from '../../cli/shared/exit-codes.ts';
import type { ModelOptions } from '../../reports/blocks.ts';
import { type ReportFormat, reportFormats } from '../../reports/format-names.ts';
import { textReport } from '../../reports/formats/text.ts';
import { renderReport } from '../../reports/index.ts';
import type { Diagnosis, Report } from '../../schemas/generated/types.ts';
import { noColors } from '../../text/terminal/colors.ts';
import { failed, report, result } from './support/sample-report.ts';

const pass = result({ id: 'a/pass' });
const must = failed({ id: 'a/must' });
const may = failed({ id: 'a/may', level: 'may' });
const unclear = result({ id: 'a/unclear', verdict: 'inconclusive', reason: 'cannot tell' });
const skipped = result({ id: 'a/skipped', verdict: 'skipped', reason: 'needs more' });
const error = result({ id: 'a/error', verdict: 'error', reason: 'TypeError' });
const crash: Diagnosis = {
  ...{ cause: 'crash', title: 'Your receiver crashes.', fix: 'Catch it.', evidence: [] },
  explains: ['a/unclear', 'a/may'],
};

const checks: readonly (readonly [what: string, exitCode: number, of: Report, counting: ModelOptions])[] = [
  ['every rule passed', 0, report([pass, skipped]), {}],
  ['a failure below the level', 0, report([pass, may]), {}],
  ['a failure at the level', 1, report([pass, may]), { failOn: 'may' }],
  ['a failed rule', 1, report([pass, must]), {}],
  ['an outdated baseline', 1, report([pass], { baseline: { stale: ['a/pass'], expired: [] } }), {}],
  ['a crash that no rule shows', 1, report([pass], { diagnosis: crash }), {}],
  [
    'a crash as another cause',
    1,
    report([pass], { diagnosis: { ...crash, cause: 'slow' as never }, otherCauses: [crash] }),
    {},
  ],
  ['a crash that hides a rule', 1, report([pass, unclear], { diagnosis: crash }), {}],
  ['an inconclusive rule', 4, report([pass, unclear]), {}],
  ['an accepted inconclusive rule', 0, report([pass, unclear]), { allowInconclusive: true }],
  ['no checked rule', 4, report([skipped]), {}],
  ['no rule', 4, report([]), {}],
  ['an internal error', 5, report([pass, error]), {}],
  ['an interruption', 130, report([pass], { interrupted: true }), {}],
];

/** Whether the output of a format says that the check passed. Undefined if it says nothing about the whole check. */
const saysPassed: Record<ReportFormat | 'text', ((output: string) => boolean) | undefined> = {
  text: (output) => output.includes('PASSED'),
  agent: (output) => output.startsWith('PASSED'),
  html: (output) => /<h1 class="pass">.*PASSED/.test(output),
  markdown: (output) => output.startsWith('## ✓ PASSED'),
  summary: (output) => JSON.parse(output).outcome === 'passed',
  junit: (output) => /<testsuites [^>]*failures="0" errors="0"/.test(output),
  ctrf: (output) => JSON.parse(output).results.summary.failed === 0,
  github: (output) => !output.includes('::error '),
  json: undefined,
  har: undefined,
};

describe.each(checks)('of a check with %s', (_what, exitCode, of, counting) => {
  it(`the exit code is ${exitCode}`, () => {
    expect(exitCodeOfReport(of, counting)).toBe(exitCode);
  });

  it.each(['text', ...reportFormats] as const)(
    `%s ${exitCode === 0 ? 'says' : "doesn't say"} PASSED`,
    (format) => {
      const output =
        format === 'text'
          ? textReport(of, { colors: noColors, width: 100 }, counting)
          : renderReport(format, of, counting);
      const passed = saysPassed[format];
      if (passed) expect(passed(output)).toBe(exitCode === 0);
      else expect(output).not.toContain('PASSED');
    },
  );
});
