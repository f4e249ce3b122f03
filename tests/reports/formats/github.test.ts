import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../reports/index.ts';
import type { Report } from '../../../schemas/generated/types.ts';
import type { Level } from '../../../schemas/level.ts';
import { reportSaying } from '../support/hostile-everywhere.ts';
import { failed, hostile, knownReport, report, result, sampleReport } from '../support/sample-report.ts';

interface Command {
  readonly name: string;
  readonly title: string;
  readonly message: string;
}

/** Parses a line as the runner does (actions/runner, ActionCommand.TryParseV2). */
function parse(line: string): Command {
  const [, info = '', data = ''] = /^::(.*?)::(.*)$/s.exec(line) ?? [];
  const space = info.indexOf(' ');
  const properties = info
    .slice(space + 1)
    .split(',')
    .map((pair) => pair.split('='));
  expect(properties).toHaveLength(1);
  const [key, ...value] = properties[0] ?? [];
  expect(key).toBe('title');
  const readable = (text: string, codes: Record<string, string>) =>
    Object.entries(codes).reduce((rest, [code, character]) => rest.replaceAll(code, character), text);
  const inData = { '%0D': '\r', '%0A': '\n', '%25': '%' };
  return {
    name: info.slice(0, space),
    title: readable(value.join('='), { '%3A': ':', '%2C': ',', ...inData }),
    message: readable(data, inData),
  };
}

function commands(of: Report, failOn?: Level): Command[] {
  const text = renderReport('github', of, failOn === undefined ? {} : { failOn });
  return text === '' ? [] : text.replace(/\n$/, '').split('\n').map(parse);
}

const titles = (all: readonly Command[]) => all.map(({ name, title }) => `${name} ${title}`);

describe('the GitHub report', () => {
  it('has an error for what fails the check, and a warning for anything less', () => {
    expect(titles(commands(sampleReport()))).toEqual([
      'error signature/accepts-genuine (must)',
      'error signature/rejects-tampered-body (must)',
      'error signature/rejected-has-no-effect (must)',
      'error security/reveals-no-secret (must)',
      'warning message/limits-size (should)',
      'warning Inconclusive',
    ]);
    expect(titles(commands(sampleReport(), 'should'))).toContain('error message/limits-size (should)');
    expect(commands(report([result({ id: 'a/b' })]))).toEqual([]);
  });

  it('says in separate lines what is wrong, what to change and how to reproduce it', () => {
    expect(commands(sampleReport())[1]?.message.split('\n')).toEqual([
      expect.stringMatching(/^Expected: a 4xx for a message with one bit of the body changed/),
      expect.stringMatching(/^Actual: 200 OK in 3\.2 ms/),
      expect.stringMatching(/^Fix: Compute the HMAC over the raw bytes/),
      'Note: found in case 3, shrunk in 5 steps',
      expect.stringMatching(/^Rerun: npx hookswitch check http:\/\/127\.0\.0\.1:3000\/webhook /),
    ]);
  });

  it('has a notice for accepted failures, and an error for outdated baseline entries', () => {
    const all = commands(knownReport());
    expect(titles(all)).toEqual([
      'error retry/applies-once (must)',
      'error message/limits-size (baseline)',
      'error retry/converges (baseline)',
      'warning message/limits-size (should)',
      'notice Known failures',
    ]);
    expect(all.at(-1)?.message).toMatch(/^1\. signature\/accepts-genuine: 200 OK/);
  });

  it('prints at most ten of each kind, and says how many it omits', () => {
    const findings = (n: number, level: Level) =>
      Array.from({ length: n }, (_, at) => failed({ id: `${level}/rule-${at}`, level }));
    const ofKind = (all: readonly Command[], kind: string) => all.filter(({ name }) => name === kind);
    const ten = commands(report([...findings(10, 'must'), ...findings(10, 'may')]));
    expect(ten.filter(({ title }) => title.includes('more'))).toEqual([]);
    const many = commands(report([...findings(11, 'must'), ...findings(40, 'may')]));
    expect([ofKind(many, 'error').length, ofKind(many, 'warning').length]).toEqual([10, 10]);
    expect([ofKind(many, 'error').at(-1)?.title, ofKind(many, 'warning').at(-1)?.title]).toEqual([
      '2 more',
      '31 more',
    ]);
  });

  it('treats what a receiver wrote as text: every command is ours', () => {
    const lines = renderReport('github', reportSaying(hostile))
      .trimEnd()
      .split(/\r\n|[\n\r\u2028]/);
    for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) title=[^:,]*::/);
    const actual = 'said 100%0A::error::x,\r\n::add-mask::a';
    const [command] = commands(report([failed({ id: 'a/b', finding: { expected: 'x', actual, fix: 'y' } })]));
    expect(command?.message.split('\n').slice(0, 2)).toEqual([
      'Expected: x',
      'Actual: said 100%0A::error::x, ::add-mask::a',
    ]);
  });
});
