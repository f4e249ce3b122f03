import type { Report } from '../../schemas/generated/types.ts';
import { defined } from '../../text/defined.ts';
import { visible } from '../../text/terminal/visible.ts';
import type { ModelOptions } from '../blocks.ts';
import { modelOf } from '../model.ts';
import { type TestCase, testsOf } from '../tests.ts';

const specVersion = '0.0.0';
const statuses = {
  passed: 'passed',
  failed: 'failed',
  error: 'failed',
  open: 'other',
  skipped: 'skipped',
} as const;

/**
 * The Common Test Report Format, which CI tools read without a plugin for each kind of test. Failures that don't fail the check, and
 * inconclusive rules, are `other`; `rawStatus` distinguishes them.
 */
export function renderCtrf(report: Report, options: ModelOptions = {}): string {
  const { tool, startedAt, receiver, settings, profile, observer, seed, interrupted } = report;
  const { diagnosis, otherCauses } = report;
  const start = Date.parse(startedAt);
  const stop = start + Math.round(report.durationMs);
  // Causes are left out: the tests are the rules, so that the counts agree.
  const tests = testsOf(modelOf(report, options)).filter(({ suite }) => suite !== 'diagnosis');
  const facts = { receiver, settings, profile, observer, seed, interrupted };
  const ctrf = {
    reportFormat: 'CTRF',
    specVersion,
    timestamp: new Date(stop).toISOString(),
    generatedBy: `${tool.name} ${tool.version}`,
    results: {
      tool,
      summary: { ...countsOf(tests), start, stop, duration: stop - start },
      tests: tests.map(testOf),
      extra: { ...facts, ...defined({ diagnosis, otherCauses }) },
    },
  };
  return `${JSON.stringify(ctrf, null, 2)}\n`;
}

function testOf({
  anchor,
  name,
  suite,
  outcome,
  code,
  tone,
  message,
  text,
  durationMs,
  allTags,
  result,
}: TestCase) {
  const { requirements, known, rerun, sinceLast } = result ?? {};
  return {
    testId: anchor,
    name,
    suite: result && suite === 'behind' ? [suite, result.id.replace(/\/.*/, '')] : [suite],
    status: statuses[outcome],
    rawStatus: result ? tone : code,
    duration: Math.round(durationMs),
    ...(outcome === 'passed' ? {} : { message: visible(message) }),
    ...(text === undefined ? {} : { trace: visible(text) }),
    ...(result && {
      tags: allTags.map((tag) => tag.replaceAll(' ', '-')),
      extra: { requirements, known, rerun, sinceLast },
    }),
  };
}

function countsOf(tests: readonly TestCase[]) {
  const count = (...wanted: readonly string[]) =>
    tests.filter(({ outcome }) => wanted.includes(outcome)).length;
  return {
    tests: tests.length,
    passed: count('passed'),
    failed: count('failed', 'error'),
    skipped: count('skipped'),
    pending: 0,
    other: count('open'),
  };
}
