import { describe, expect, it } from 'vitest';
import { rules } from '../../../../suites/index.ts';
import { runCli } from '../../../support/run-cli.ts';

const id = 'signature/rejects-empty';

describe('hookswitch rules', () => {
  it('lists every rule with its level, title and needs, in aligned columns', async () => {
    const { exitCode, stdout } = await runCli(['rules']);
    expect(exitCode).toBe(0);
    const lines = stdout.split('\n').filter((line) => /^ {2}\S/.test(line));
    expect(lines.map((line) => line.trim().split(' ')[0])).toEqual(rules.map((rule) => rule.id));
    expect(new Set(lines.map((line) => line.search(/(must|should|may) /))).size).toBe(1);
    for (const [n, rule] of rules.entries()) {
      expect(lines[n]).toContain(` ${rule.level} `);
      expect(lines[n]).toContain(rule.title);
      expect(/\(needs .*an observer/.test(lines[n] ?? '')).toBe(rule.needs?.includes('observer') === true);
    }
    expect(stdout).toContain(`${rules.length} rules: `);
  });

  it('fits in an 80-column terminal, with the title below each id', async () => {
    const { stdout } = await runCli(['rules'], { columns: 80 });
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toMatch(
      /^ {2}signature\/rejects-empty {2}must\n {6}rejects a message with an empty or blank signature$/m,
    );
    expect(stdout.match(/^ {2}\S+\/\S+ {2}(must|should|may)$/gm)).toHaveLength(rules.length);
  });

  it.each([id, 'rejects-empty', 'SIGNATURE/Rejects-Empty', 'ejects-empt'])(
    'explains one rule: %s',
    async (text) => {
      const { exitCode, stdout } = await runCli(['rules', text]);
      expect(exitCode).toBe(0);
      const plain = stdout.replace(/\s+/g, ' ');
      expect(plain).toContain(`${id} must · documented`);
      expect(plain).toContain('A correct receiver rejects a message with an empty or blank signature.');
      expect(plain).toContain('“If the two match, the message is verified as correct and intact.”');
      expect(plain).toContain(`hookswitch check URL --rules ${id}`);
      const rule = rules.find((candidate) => candidate.id === id);
      for (const words of [rule?.why, rule?.fix]) expect(plain).toContain(words);
    },
  );

  it('says how to provide what a rule needs', async () => {
    const { stdout } = await runCli(['rules', 'applies-once']);
    expect(stdout).toContain('--observe-url');
  });

  it('lists a group, or the rules whose ids contain a text', async () => {
    const group = await runCli(['rules', 'method']);
    expect(group.stdout.match(/^ {2}method\//gm)?.length).toBe(
      rules.filter((rule) => rule.id.startsWith('method/')).length,
    );
    expect(group.stdout).not.toContain('signature/');
    const part = await runCli(['rules', 'rejects-']);
    expect(part.stdout).toContain(id);
    expect(part.stdout).not.toContain('accepts-genuine');
  });

  it.each([
    ['rejcts-empty', `did you mean ${id}?`],
    ['signature/rejects-emty', `did you mean ${id}?`],
    ['zzz', 'groups: signature'],
    ['', 'groups: signature'],
    ['\u001b[31m', '\\u001b'],
  ])('exits 2 for %j and suggests the nearest id', async (text, words) => {
    const { exitCode, stdout, stderr } = await runCli(['rules', text]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('\u001b');
  });

  it('prints data with --json: all rules as an array, one as an object', async () => {
    const all = JSON.parse((await runCli(['rules', '--json'])).stdout);
    expect(all.map((rule: { id: string }) => rule.id)).toEqual(rules.map((rule) => rule.id));
    const one = JSON.parse((await runCli(['rules', id, '--json'])).stdout);
    const listed = all.find((rule: { id: string }) => rule.id === id);
    expect(one).toMatchObject(listed);
    expect(Object.keys(listed)).toEqual([
      'id',
      'title',
      'level',
      'sentBy',
      'basis',
      'requirements',
      'why',
      'fix',
      'needs',
      'runs',
    ]);
    expect(one.requirements).toContainEqual({
      id: 'verify-signature',
      sentence: 'If the two match, the message is verified as correct and intact.',
    });
    expect(Object.keys(one)).toEqual([...Object.keys(listed), 'production', 'procedure', 'lesson']);
    expect(Object.keys(one.lesson)).toEqual(['name', 'title', 'text', 'code']);
    expect(Object.keys(one.lesson.code)).toEqual(['ts', 'py', 'php', 'java', 'go']);
  });

  it.each(rules.map((rule) => [rule.id]))('explains %s in lines that fit, without colors', async (of) => {
    const { exitCode, stdout, stderr } = await runCli(['rules', of]);
    expect([exitCode, stderr]).toEqual([0, '']);
    const { production, procedure, lesson } = JSON.parse((await runCli(['rules', of, '--json'])).stdout);
    const plain = stdout.replace(/\s+/g, ' ');
    for (const words of [production, ...procedure, lesson.title, lesson.text]) {
      expect(plain).toContain(words.replace(/\s+/g, ' '));
    }
    const prose = stdout.split('\n').filter((line) => !line.startsWith('    '));
    expect(Math.max(...prose.map((line) => Array.from(line).length))).toBeLessThanOrEqual(100);
    expect(stdout).not.toContain('\u001b');
  });

  it.each([
    ['ts', 'Right, in TypeScript', 'timingSafeEqual'],
    ['py', 'Right, in Python', 'hmac.compare_digest'],
    ['php', 'Right, in PHP', 'hash_equals'],
    ['java', 'Right, in Java', 'MessageDigest.isEqual'],
    ['go', 'Right, in Go', 'hmac.Equal'],
  ])('shows code with --lang %s, and names the other languages', async (language, heading, call) => {
    const { stdout } = await runCli(['rules', id, '--lang', language]);
    expect(stdout).toContain(heading);
    expect(stdout).toContain(call);
    const others = ['ts', 'py', 'php', 'java', 'go'].filter((other) => other !== language);
    expect(stdout).toContain(`In another language: --lang ${others.join(', ')}`);
    if (language === 'ts') expect(stdout).toBe((await runCli(['rules', id])).stdout);
  });

  it.each([
    [['rules', id, '--lang', 'rust'], 'Allowed choices are ts, py, php, java, go.'],
    [['rules', 'method', '--lang', 'py'], '--lang only works with a rule'],
    [['rules', '--lang', 'py'], '--lang only works with a rule'],
  ])('exits 2 for %j', async (words, sentence) => {
    const { exitCode, stdout, stderr } = await runCli(words);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });

  it('uses colors where supported, and none with NO_COLOR', async () => {
    const colored = await runCli(['rules', id], { env: { FORCE_COLOR: '1' } });
    expect(colored.stdout).toContain('\u001b[');
    const plain = await runCli(['rules', id], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
    expect(plain.stdout).not.toContain('\u001b');
  });
});
