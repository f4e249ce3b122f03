import { describe, expect, it } from 'vitest';
import { readPages } from './page.ts';

const pages = readPages();
const maxWords = 1500;
/** Pages to read, not to run: their readers came for no command. */
const withoutCommand = ['docs/project/architecture.md', 'docs/project/data-flow.md', 'docs/security.md'];

describe.each(pages)('$path', ({ path, text: withComments }) => {
  const text = withComments.replace(/^<!--.*?-->$/gms, '');

  it('opens with what the reader can do, and the command if there is one', () => {
    const [first, ...others] = text
      .split(/\n\n+/)
      .map((part) => part.trim())
      .filter((part) => part !== '');
    expect(first).toMatch(/^# .+$/);
    expect(others[0], 'the first paragraph').toMatch(/^[A-Z*[][^|]+[.:?*]$/s);
    if (withoutCommand.includes(path)) {
      expect(others.slice(0, 5).filter((part) => part.startsWith('```sh'))).toEqual([]);
      return;
    }
    const command = others.findIndex((part) => part.startsWith('```'));
    expect(command, 'paragraphs before the first block').toBeGreaterThan(0);
    expect(command, 'paragraphs before the first block').toBeLessThanOrEqual(4);
  });

  it(`has at most ${maxWords} words`, () => {
    const words = text.match(/\S*\p{L}\S*/gu) ?? [];
    expect(words.length).toBeLessThanOrEqual(maxWords);
  });
});
