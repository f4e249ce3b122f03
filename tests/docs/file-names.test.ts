import { expect, it } from 'vitest';
import { isSiteOnly, readPages } from './page.ts';
import { parseRemark } from './remark.ts';
import { visibleBlocks } from './visible.ts';

it('shows the name of each file right above its block', () => {
  const pages = readPages().filter(({ path }) => !isSiteOnly(path));
  const files = pages.flatMap(({ text, blocks }) => {
    const shown = visibleBlocks(text);
    expect(shown).toHaveLength(blocks.length);
    return blocks.flatMap((block, n) => {
      const remark = parseRemark(block);
      if (remark.kind !== 'written' && remark.kind !== 'embedded') return [];
      const name = remark.kind === 'written' ? remark.name : remark.path;
      return [{ place: block.place, name, shown: shown[n]?.file }];
    });
  });
  expect(files.length).toBeGreaterThan(25);
  expect(files.filter(({ name, shown }) => name !== shown)).toEqual([]);
});

it('recognizes a name only in visible text, right above the block', () => {
  const block = '```sh\nx\n```\n';
  const files = (text: string) => visibleBlocks(text).map(({ file }) => file);
  expect(files(`\`a.diff\`:\n\n<!-- written: a.diff -->\n\n${block}`)).toEqual(['a.diff']);
  expect(files(`<!-- written: a.diff -->\n\n${block}`)).toEqual([undefined]);
  expect(files(`<!--\n\`a.diff\`:\n-->\n\n${block}`)).toEqual([undefined]);
  expect(files(`\`a.diff\`:\n\nText.\n\n${block}`)).toEqual([undefined]);
});
