import { createRequire } from 'node:module';
import { validate } from 'ctrf';
import { parse, type TestSuites } from 'junit2json';
import { describe, expect, it } from 'vitest';
import { reportFormats } from '../../reports/format-names.ts';
import { resultLine } from '../../reports/formats/ndjson.ts';
import { textReport } from '../../reports/formats/text.ts';
import { renderReport } from '../../reports/index.ts';
import type { Finding, Report } from '../../schemas/generated/types.ts';
import { noColors } from '../../text/terminal/colors.ts';
import { harmless, reportSaying } from './support/hostile-everywhere.ts';
import { failed, hostile, report } from './support/sample-report.ts';

type Format = (typeof formats)[number];

const formats = [...reportFormats, 'text', 'ndjson'] as const;

function render(format: Format, of: Report): string {
  if (format === 'text') return textReport(of, { colors: noColors, isVerbose: true });
  if (format !== 'ndjson') return renderReport(format, of);
  return of.results.map((result, n) => resultLine({ checked: n + 1, total: n + 1, result })).join('');
}

it.each(formats)('a new fact about a finding is in %s, though no format knows it', (format) => {
  const finding = { expected: 'a 4xx', actual: '200 OK', fix: 'Check.', 'first seen': 'in release 4' };
  expect(render(format, report([failed({ id: 'a/one', finding: finding as Finding })]))).toContain(
    'in release 4',
  );
});

const require = createRequire(import.meta.url);
/** Reads as GitHub and GitLab do, but without links: the reports' own differ in their targets. */
const markdownIt: { render(markdown: string): string } = require('markdown-it')({ html: true });

function tagsOf(html: string): string[] {
  const body = html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '<$1></$1>');
  return body.match(/<[^>]*>/g)?.map((tag) => tag.replace(/="[^"]*"/g, '')) ?? [];
}

async function testsIn(xml: string) {
  const { testsuite = [] } = (await parse(xml)) as TestSuites;
  return testsuite.map(({ testcase = [] }) => testcase.map((test) => Object.keys(test)));
}

const textsOf = (json: string): string[] => {
  const texts: string[] = [];
  JSON.parse(json, (_key, value) => (typeof value === 'string' ? texts.push(value) : value));
  return texts;
};

/** Nothing that controls a terminal or a CI runner, or that can't be seen. */
function expectNoControl(text: string): void {
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\ud800]/u);
}

/** By format, that what a receiver wrote is only text, compared with a harmless text of the same shape. */
const isOnlyText: Record<Format, (output: string, plain: string) => unknown> = {
  text(output) {
    expectNoControl(output);
    expect(output).not.toMatch(/##\[|^\s*(?:[<>] )?::/m);
  },
  agent(output, plain) {
    expectNoControl(output);
    const fences = (text: string) => text.match(/^<\/?untrusted-receiver-output>$/gm);
    expect(fences(output)).toEqual(fences(plain));
  },
  html(output, plain) {
    expectNoControl(output.replace(/<(style|script)>[\s\S]*?<\/\1>/g, ''));
    expect(tagsOf(output)).toEqual(tagsOf(plain));
  },
  markdown(output, plain) {
    expectNoControl(output);
    expect(tagsOf(markdownIt.render(output))).toEqual(tagsOf(markdownIt.render(plain)));
  },
  async junit(output, plain) {
    expectNoControl(output);
    expect(await testsIn(output)).toEqual(await testsIn(plain));
  },
  github(output) {
    expectNoControl(output);
    for (const line of output.trimEnd().split(/\r\n|[\n\r\u2028]/))
      expect(line).toMatch(/^::(error|warning|notice) title=[^:,]*::/);
  },
  ctrf(output) {
    expect(validate(JSON.parse(output))).toMatchObject({ valid: true });
    const { tests } = JSON.parse(output).results;
    for (const { message = '', trace = '' } of tests) expectNoControl(message + trace);
  },
  summary: (output) => textsOf(JSON.stringify(JSON.parse(output).failed)).forEach(expectNoControl),
  // Data for programs: as it came.
  har: (output) => expect(textsOf(output)).toContain(hostile),
  json: (output) => expect(textsOf(output)).toContain(hostile),
  ndjson: (output) => output.trimEnd().split('\n').map(textsOf),
};

/** A report that says this, except for ids and commands, which are ours. */
function saying(text: string): Report {
  const { results, ...rest } = reportSaying(text);
  const theirs = results.map(({ rerun: _ours, ...result }, n) => ({ ...result, id: `a/rule-${n}` }));
  return { ...rest, results: theirs };
}

describe('what a receiver wrote', () => {
  it.each(formats)('is only text in %s', async (format) => {
    await isOnlyText[format](render(format, saying(hostile)), render(format, saying(harmless)));
  });
});

// GitHub's runner trims a line and obeys `::command::`; it and that of Azure obey `##[command]` and `##vso[command]` anywhere.
it.each(formats)('no CI that prints %s takes what a receiver wrote for a command', (format) => {
  const output = render(
    format,
    saying('x\n::error::one\n  ::set-output name=a::b ##[error]two ##vso[task.complete]'),
  );
  expect(output).not.toMatch(/##(vso)?\[/);
  const obeyed = output.split('\n').filter((line) => /^\s*::/.test(line));
  expect(obeyed.every((line) => format === 'github' && /^::(error|warning|notice) title=/.test(line))).toBe(
    true,
  );
});
