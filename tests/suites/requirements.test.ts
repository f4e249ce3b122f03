import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../suites/index.ts';
import { requirements } from '../../suites/requirements.ts';

/** The page beside a checkout of the whole project, if it exists; otherwise its copy. */
const original = new URL('../../../shared/spec/monitor-events-via-webhook.txt', import.meta.url);
const copy = new URL('vendor-page.txt', import.meta.url);
const page = readFileSync(existsSync(original) ? original : copy, 'utf8');

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** What remains of the page when its headings and labels are removed by name: nothing else may remain. */
const headings = [
  'Monitor Events via Webhook',
  'Webhook workflow',
  'Prerequisites',
  'Procedure',
  'Note:',
  'Note:',
  'Webhook URL:',
  'Secret:',
  'Tip:',
  'Request Method:',
  'Webhook Event Push:',
  'Result',
];

describe('requirements', () => {
  it("cover every sentence on the vendor's page", () => {
    const sentences = requirements
      .map(({ sentence }) => oneLine(sentence))
      .sort((a, b) => b.length - a.length);
    const rest = sentences.reduce((text, sentence) => text.replaceAll(sentence, '\n'), oneLine(page));
    const leftOver = [...headings]
      .sort((a, b) => b.length - a.length)
      .reduce((text, heading) => text.replace(heading, '\n'), rest)
      .replace(/[\s•]|\b\d\./g, '');
    expect(leftOver).toBe('');
  });

  it('have unique ids', () => {
    const ids = requirements.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('are checked by a rule, or say why none does, and never both', () => {
    const held = new Set(rules.flatMap((rule) => rule.requirements));
    for (const { id, excluded } of requirements) {
      expect(held.has(id), `${id} is held by a rule, or else says why not`).toBe(excluded === undefined);
    }
  });

  it('exist if a rule names them, and every documented rule names one', () => {
    const known = new Set(requirements.map(({ id }) => id));
    for (const rule of rules) {
      expect(
        rule.requirements.filter((id) => !known.has(id)),
        rule.id,
      ).toEqual([]);
      if (rule.basis === 'documented') expect(rule.requirements.length, rule.id).toBeGreaterThan(0);
    }
  });
});

describe('a rule', () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))(
    '%s is in the folder of its group, and has every text',
    (id, rule) => {
      const folder = new URL(`../../suites/${id.split('/')[0]}/`, import.meta.url);
      const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
      const defining = files.filter((name) =>
        readFileSync(new URL(name, folder), 'utf8').includes(`id: '${id}'`),
      );
      expect(defining).toHaveLength(1);
      for (const text of [rule.why, rule.fix]) expect(text).toMatch(/^[A-Z].*\.$/s);
      expect(rule.title).toMatch(/^[a-z].*[^.]$/s);
    },
  );
});
