import { describe, expect, it } from 'vitest';
import { readPages } from './page.ts';

const pages = readPages();
const maxWords = 1500;

describe.each(pages)('$path', ({ text }) => {
  it('opens with what the reader can do, and the command', () => {
    const [first, ...others] = text
      .replace(/^<!--.*?-->$/gms, '')
      .split(/\n\n+/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    expect(first).toMatch(/^# .+$/);
    const command = others.findIndex((part) => part.startsWith('```'));
    expect(command, 'paragraphs before the first block').toBeGreaterThan(0);
    expect(command, 'paragraphs before the first block').toBeLessThanOrEqual(4);
    expect(others[0], 'the first paragraph').toMatch(/^[A-Z*[][^|]+[.:?*]$/s);
  });

  it(`has at most ${maxWords} words`, () => {
    const words = text.match(/\S*\p{L}\S*/gu) ?? [];
    expect(words.length).toBeLessThanOrEqual(maxWords);
  });
});
