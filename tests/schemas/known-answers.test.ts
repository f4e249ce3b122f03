import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { validate } from '../../schemas/index.ts';
import { webhook } from './examples.ts';

interface KnownAnswer {
  readonly file: string;
  readonly secret: string;
  readonly signature: string;
}

const fixtures = new URL('../../fixtures/', import.meta.url);
const answers: KnownAnswer[] = JSON.parse(readFileSync(new URL('signatures.json', fixtures), 'utf8'));
const files = readdirSync(new URL('messages/', fixtures)).filter((file) => file.endsWith('.json'));

describe('fixtures/signatures.json', () => {
  it('is an array of file, secret and signature: Base64 of 32 bytes', () => {
    for (const answer of answers) {
      expect(Object.keys(answer)).toEqual(['file', 'secret', 'signature']);
      expect(answer.signature).toMatch(/^[A-Za-z0-9+/]{43}=$/);
      expect(validate('webhook', { ...webhook, secret: answer.secret })).toBeUndefined();
    }
  });

  it('has signatures with at least two secrets for every message file, and for nothing else', () => {
    expect([...new Set(answers.map(({ file }) => file))]).toEqual(files);
    for (const file of files) {
      const secrets = answers.filter((answer) => answer.file === file).map(({ secret }) => secret);
      expect(new Set(secrets).size).toBe(secrets.length);
      expect(secrets.length).toBeGreaterThanOrEqual(2);
    }
  });

  it('has unique signatures, some of them with a + or a /', () => {
    expect(answers.some(({ signature }) => signature.includes('+'))).toBe(true);
    expect(answers.some(({ signature }) => signature.includes('/'))).toBe(true);
    expect(new Set(answers.map(({ signature }) => signature)).size).toBe(answers.length);
  });
});
