import { parse, type TestSuites } from 'junit2json';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../reports/index.ts';
import type { Report } from '../../../schemas/generated/types.ts';
import type { Level } from '../../../schemas/level.ts';
import { defaultProfile } from '../../../simulator/index.ts';
import { oneLine } from '../../../text/terminal/visible.ts';
import { reportSaying } from '../support/hostile-everywhere.ts';
import { descendants, type Element, parseXml } from '../support/parse-xml.ts';
import { failed, hostile, knownReport, report, result, sampleReport } from '../support/sample-report.ts';

/** From jenkinsci/xunit-plugin, junit-10.xsd: which elements each element may contain, and its optional and required attributes. */
const junit10: Record<string, { children: string[]; may: string[]; must: string[] }> = {
  testsuites: { children: ['testsuite'], may: ['name', 'time', 'tests', 'failures', 'errors'], must: [] },
  testsuite: {
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
    may: ['group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'],
    must: ['name', 'tests', 'failures', 'errors'],
  },
  properties: { children: ['property'], may: [], must: [] },
  property: { children: [], may: [], must: ['name', 'value'] },
  testcase: {
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
    may: ['time', 'classname', 'group'],
    must: ['name'],
  },
  failure: { children: [], may: ['type', 'message'], must: [] },
  error: { children: [], may: ['type', 'message'], must: [] },
  skipped: { children: [], may: ['type', 'message'], must: [] },
};
const surefireTime = /^(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?$/;

function junit(of: Report, failOn?: Level): Element {
  return parseXml(renderReport('junit', of, failOn === undefined ? {} : { failOn }));
}

function casesOf(root: Element): Map<string, Element> {
  const cases = descendants(root).filter(({ name }) => name === 'testcase');
  return new Map(cases.map((element) => [element.attributes.name?.split(':')[0] ?? '', element]));
}

/** The results in report order: a group is where its first rule is. */
function byGroup({ results }: Report): Report['results'] {
  const groupOf = ({ id }: { readonly id: string }) => id.split('/')[0];
  const groups = [...new Set(results.map(groupOf))];
  return groups.flatMap((group) => results.filter((one) => groupOf(one) === group));
}

const reports: readonly (readonly [string, Report])[] = [
  ['the sample', sampleReport()],
  ['hostile text everywhere', reportSaying(hostile)],
  ['no rules', report([])],
  ['a baseline', knownReport()],
];

describe('the JUnit report', () => {
  it.each(reports)('can be read by a JUnit parser, with every rule and its result: %s', async (_what, of) => {
    const read = (await parse(renderReport('junit', of))) as TestSuites;
    const results = byGroup(of);
    const cases = (read.testsuite ?? []).flatMap(({ name, testcase = [] }) =>
      ['baseline', 'outcome'].includes(name ?? '') ? [] : testcase,
    );
    expect(cases.map(({ name }) => name)).toEqual(results.map(({ id, title }) => oneLine(`${id}: ${title}`)));
    for (const [n, { verdict, level, known, finding, reason = '' }] of results.entries()) {
      const { failure = [], error = [], skipped = [] } = cases[n] ?? {};
      const isFailing = verdict === 'fail' && level === 'must' && !known;
      expect([failure.length, error.length, skipped.length], results[n]?.id).toEqual([
        Number(isFailing),
        Number(verdict === 'error'),
        Number(verdict !== 'pass' && verdict !== 'error' && !isFailing),
      ]);
      const [outcome = {}] = [...failure, ...error, ...skipped];
      if (verdict !== 'pass' && !known) expect(outcome.message).toContain(oneLine(finding?.actual ?? reason));
    }
    expect(read.failures).toBe((read.testsuite ?? []).reduce((sum, { failures = 0 }) => sum + failures, 0));
  });

  it.each(reports)('has the structure of junit-10: %s', (_what, of) => {
    const root = junit(of);
    expect(root.name).toBe('testsuites');
    for (const { name, attributes, children } of [root, ...descendants(root)]) {
      const rule = junit10[name] ?? { children: [], may: [], must: [`no element ${name}`] };
      expect([...rule.may, ...rule.must]).toEqual(expect.arrayContaining(Object.keys(attributes)));
      expect(Object.keys(attributes)).toEqual(expect.arrayContaining(rule.must));
      expect(rule.children).toEqual(expect.arrayContaining(children.map((child) => child.name)));
      if (attributes.time !== undefined) expect(attributes.time).toMatch(surefireTime);
    }
  });

  it('has one suite per group and one test per rule, named by id and title, in the class of its group', () => {
    const root = junit(sampleReport());
    expect(root.children.map(({ attributes }) => attributes.name)).toEqual([
      'signature',
      'message',
      'retry',
      'security',
    ]);
    expect(casesOf(root).get('retry/applies-once')?.attributes).toEqual({
      name: 'retry/applies-once: applies a message only once, however often it is resent',
      classname: 'retry',
      time: '0.012',
    });
  });

  it('names every test once, because GitLab drops duplicates', () => {
    expect(casesOf(junit(sampleReport())).size).toBe(sampleReport().results.length);
  });

  it('maps each verdict to JUnit', () => {
    const cases = casesOf(junit(sampleReport()));
    const outcomeOf = (id: string) => cases.get(id)?.children.map(({ name }) => name);
    expect(outcomeOf('signature/rejects-missing')).toEqual([]);
    expect(outcomeOf('signature/accepts-genuine')).toEqual(['failure']);
    expect(outcomeOf('retry/applies-once')).toEqual(['skipped']);
    expect(outcomeOf('security/serves-valid-tls')).toEqual(['skipped']);
    expect(outcomeOf('security/reveals-no-secret')).toEqual(['error']);
  });

  it('has all details in the message, for Jenkins, and in the body, for GitLab', () => {
    const [failure] = casesOf(junit(sampleReport())).get('signature/rejects-tampered-body')?.children ?? [];
    expect(failure?.attributes).toMatchObject({ type: 'must' });
    expect(failure?.attributes.message).toMatch(/^must: expected a 4xx for .*; got 200 OK in 3\.2 ms/);
    const lines = ['expected: a 4xx for a message', 'actual: 200 OK', 'case: {', 'note: found'];
    const more = [
      'why: Whoever',
      'fix: Compute',
      'rerun: npx hookswitch check',
      'docs: npx hookswitch rules signature/rejects-tampered-body',
      'POST /webhook',
      'HTTP/1.1 200 OK',
    ];
    for (const line of [...lines, ...more]) expect(failure?.text).toContain(`\n${line}`);
    const [follows] = casesOf(junit(sampleReport())).get('signature/rejected-has-no-effect')?.children ?? [];
    expect(follows?.text).toContain('\ncause: probably signature/rejects-tampered-body; fix that first\n');
    const [skipped] = casesOf(junit(sampleReport())).get('security/serves-valid-tls')?.children ?? [];
    expect(skipped?.text).toBe('skipped: needs an https URL');
    expect(skipped?.attributes.message).toBe(skipped?.text);
  });

  it('counts as failures what fails the check: must by default, should on request', () => {
    const of = (failOn?: Level) => {
      const root = junit(sampleReport(), failOn);
      const [lesser] = casesOf(root).get('message/limits-size')?.children ?? [];
      return [root.attributes.failures, lesser?.name, lesser?.attributes.message?.slice(0, 28)];
    };
    expect(of()).toEqual(['3', 'skipped', 'should: expected a 4xx for a']);
    expect(of('should')).toEqual(['4', 'failure', 'should: expected a 4xx for a']);
  });

  it('has a known failure as a skipped test with its finding', () => {
    const [skipped] = casesOf(junit(knownReport())).get('signature/accepts-genuine')?.children ?? [];
    expect(skipped).toMatchObject({
      name: 'skipped',
      attributes: {
        type: 'known',
        message: 'known failure, accepted until 2026-12-31: to be fixed in release 5',
      },
    });
    expect(skipped?.text).toContain('\nknown: accepted until 2026-12-31: to be fixed in release 5\n');
    expect(skipped?.text).toContain('actual: 200 OK');
  });

  it('has a failed test for each outdated baseline entry', () => {
    const root = junit(knownReport());
    const suite = root.children.find(({ attributes }) => attributes.name === 'baseline');
    const tests = suite?.children.filter(({ name }) => name === 'testcase');
    expect(tests?.map(({ attributes }) => attributes.name)).toEqual([
      'baseline/message/limits-size: is up to date',
      'baseline/retry/converges: is up to date',
    ]);
    const messages = tests?.map(({ children: [failure] }) => failure?.attributes.message);
    expect(messages).toEqual([
      'the baseline no longer accepts the failure of message/limits-size: fix it, or extend the entry',
      'the baseline expects retry/converges to fail, but it passes: remove the entry from the baseline',
    ]);
    const failures = descendants(root).filter(({ name }) => name === 'failure');
    expect(root.attributes).toMatchObject({ tests: '6', failures: String(failures.length) });
  });

  it('has correct counts in every suite', () => {
    for (const suite of [...junit(sampleReport()).children, ...junit(knownReport()).children]) {
      const inside = (name: string) =>
        String(descendants(suite).filter((child) => child.name === name).length);
      expect(suite.attributes).toMatchObject({
        tests: inside('testcase'),
        failures: inside('failure'),
        errors: inside('error'),
        skipped: inside('skipped'),
      });
    }
  });

  it('keeps the seed and the URL as properties', () => {
    const properties = descendants(junit(sampleReport())).filter(({ name }) => name === 'property');
    expect(properties.map(({ attributes }) => attributes)).toEqual(
      expect.arrayContaining([
        { name: 'seed', value: '42' },
        { name: 'url', value: 'http://127.0.0.1:3000/webhook' },
        { name: 'profile', value: 'default' },
      ]),
    );
  });

  it('includes the profile settings that are not the default', () => {
    const profile = { ...defaultProfile, spacing: 'indented', accept: '' } as const;
    const properties = descendants(junit(report([result({ id: 'a/b' })], { profile })));
    expect(properties.map(({ attributes }) => attributes)).toContainEqual({
      name: 'profile',
      value: 'accept absent, spacing indented',
    });
  });

  it('escapes characters that XML forbids', () => {
    const finding = { expected: 'answers', actual: 'wrote \u0000\ud800\ufffe]]>', fix: 'x' };
    const [failure] = casesOf(junit(report([failed({ id: 'a/b', finding })]))).get('a/b')?.children ?? [];
    expect(failure?.text).toContain('actual: wrote \\u0000\\ud800\\ufffe]]>');
  });
});
