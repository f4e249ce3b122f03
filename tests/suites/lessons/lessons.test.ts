import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LessonName } from '../../../suites/lessons/generated/lesson-name.ts';
import { type Language, languages } from '../../../suites/lessons/lesson.ts';
import { lessons } from '../../../suites/lessons/lessons.ts';
import { isInstalled, runIn } from './programs.ts';
import { type Piece, syntaxProblems } from './syntax.ts';
import { type SignedCase, verdictsOf } from './verdicts.ts';

const all = Object.keys(languages) as Language[];
const installed = all.filter(isInstalled);
const missing = all.filter((language) => !installed.includes(language));
const leftOut = missing.length === 0 ? '' : ` (not installed, so not looked at: ${missing.join(', ')})`;

const sides = ['wrong', 'right'] as const;
const names = Object.keys(lessons) as LessonName[];

/** The lessons whose code is a complete signature check. */
const checks = names.filter((name) => /\bisGenuine\(secret: string/.test(lessons[name].code.ts.right));

describe(`the code of the lessons${leftOut}`, () => {
  it.each(installed)('is valid code in %s', (language) => {
    const pieces = names.flatMap((name) =>
      sides.map((side): Piece => ({ name: `${name}-${side}`, code: lessons[name].code[language][side] })),
    );
    expect(syntaxProblems[language](pieces)).toBe('');
  });

  it.each(installed)('is distinguished from invalid code in %s', (language) => {
    expect(syntaxProblems[language]([{ name: 'broken', code: 'return ((' }])).not.toBe('');
  });

  it('checks signatures in three lessons', () => {
    expect(checks).toEqual(['compare-in-full', 'key-and-digest', 'one-key-only']);
  });

  it.each(installed)('accepts only genuine messages if it is correct, in %s', (language) => {
    const codes = checks.map((name) => lessons[name].code[language].right);
    const right = cases.map(({ isGenuine }) => (isGenuine ? '1' : '0')).join('');
    expect(verdictsOf(language, codes, cases)).toEqual(checks.map(() => right));
  });

  it.each(installed)('gets a verdict wrong if it is wrong itself, in %s', (language) => {
    const codes = checks.map((name) => lessons[name].code[language].wrong);
    const right = cases.map(({ isGenuine }) => (isGenuine ? '1' : '0')).join('');
    for (const [n, verdicts] of verdictsOf(language, codes, cases).entries()) {
      expect(verdicts, checks[n]).toMatch(/^[01]+$/);
      expect(verdicts, checks[n]).not.toBe(right);
    }
  });

  it('works on data, in Python', () => {
    const codes = Object.fromEntries(names.map((name) => [name, lessons[name].code.py]));
    const script = {
      name: 'main.py',
      text: readFileSync(new URL('data_lessons.py', import.meta.url), 'utf8'),
    };
    const { exitCode, stdout, stderr } = runIn([script], ['python3', 'main.py'], JSON.stringify(codes));
    expect([exitCode, stderr]).toEqual([0, '']);
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(12);
    for (const line of lines) expect(line).toMatch(/^[a-z-]+ (right right|wrong wrong: .+)$/);
  });

  it('has lines of at most 100 characters, and tabs only in Go', () => {
    for (const name of names) {
      for (const language of all) {
        const text = sides.map((side) => lessons[name].code[language][side]).join('\n');
        const longest = Math.max(...text.split('\n').map((line) => line.replaceAll('\t', '    ').length));
        expect(longest, `${name} in ${language}`).toBeLessThanOrEqual(100);
        expect(text.includes('\t') && language !== 'go', `${name} in ${language}`).toBe(false);
      }
    }
  });
});

interface KnownAnswer {
  readonly file: string;
  readonly secret: string;
  readonly signature: string;
}

/** The signatures were made with openssl. */
const knownAnswers: readonly KnownAnswer[] = JSON.parse(read('signatures.json').toString('utf8'));

function read(name: string): Buffer {
  return readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url));
}

const cases: readonly (SignedCase & { readonly isGenuine: boolean })[] = knownAnswers.flatMap(
  ({ file, secret, signature }, n) => {
    const body = read(`messages/${file}`);
    const hex = Buffer.from(signature, 'base64').toString('hex');
    const sha1 = createHmac('sha1', secret).update(body);
    const forged = [
      undefined,
      '',
      knownAnswers[(n + 1) % knownAnswers.length]?.signature,
      signature.toLowerCase(),
      signature.slice(0, -1),
      `${signature}A`,
      hex,
      `sha256=${signature}`,
      `sha1=${sha1.digest('hex')}`,
      createHmac('md5', secret).update(body).digest('base64'),
      createHash('sha256').update(body).digest('base64'),
      'é'.repeat(44),
    ];
    return [
      { secret, body, signature, isGenuine: true },
      ...forged.map((other) => ({ secret, body, signature: other, isGenuine: false })),
    ];
  },
);
