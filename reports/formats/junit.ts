import type { Report } from '../../schemas/generated/types.ts';
import { defined } from '../../text/defined.ts';
import type { ModelOptions } from '../blocks.ts';
import { modelOf } from '../model.ts';
import { type TestCase, testsOf } from '../tests.ts';
import { xmlAttributes, xmlElement } from './xml.ts';

const elements = {
  passed: '',
  failed: 'failure',
  error: 'error',
  open: 'skipped',
  skipped: 'skipped',
} as const;

/**
 * JUnit XML for Jenkins (junit-10), GitLab and GitHub's actions. The number of failures agrees with the exit code: what doesn't fail the
 * check is a skipped test with the finding. GitLab shows bodies, Jenkins messages, so both have everything. Names are unique, since GitLab
 * drops duplicates.
 */
export function renderJunit(report: Report, options: ModelOptions = {}): string {
  const { tool, receiver, seed, startedAt, durationMs } = report;
  const model = modelOf(report, options);
  const tests = testsOf(model);
  const { skipped: _, ...counts } = countsOf(tests);
  const properties = {
    tool: model.facts.tool,
    url: receiver.url,
    method: receiver.method,
    seed,
    ...defined({ 'since-last': model.sinceLast }),
    profile: model.facts.profile,
  };
  const suites = [...new Set(tests.map(({ suite }) => suite))].flatMap((name) => {
    const inside = tests.filter(({ suite }) => suite === name);
    const time = seconds(inside.reduce((sum, test) => sum + test.durationMs, 0));
    return [
      `  <testsuite${xmlAttributes({ name, ...countsOf(inside), time, timestamp: startedAt })}>`,
      ...propertyLines(properties),
      ...inside.map(testCase),
      '  </testsuite>',
    ];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${xmlAttributes({ name: tool.name, ...counts, time: seconds(durationMs) })}>`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function propertyLines(properties: Readonly<Record<string, string | number>>): string[] {
  const each = Object.entries(properties).map(
    ([name, value]) => `      <property${xmlAttributes({ name, value })}/>`,
  );
  return ['    <properties>', ...each, '    </properties>'];
}

function testCase({ name, suite, outcome, code, message, text = message, durationMs }: TestCase): string {
  const open = `    <testcase${xmlAttributes({ name, classname: suite, time: seconds(durationMs) })}`;
  if (outcome === 'passed') return `${open}/>`;
  return `${open}>${xmlElement(elements[outcome], { type: code, message }, text)}</testcase>`;
}

function countsOf(tests: readonly TestCase[]) {
  const count = (element: string) => tests.filter(({ outcome }) => elements[outcome] === element).length;
  return {
    tests: tests.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
