import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../setup.mjs';

/** Formats pages as `npm run format` does, which aligns tables. One process formats all pages with tables. */
export function allFormatted(texts) {
  const between = '<!-- the next page -->';
  const paths = Object.keys(texts).filter((path) => /^\|/m.test(texts[path]));
  const withTables = formatted(paths.map((path) => texts[path]).join(`\n\n${between}\n\n`)).split(between);
  const aligned = new Map(paths.map((path, n) => [path, withTables[n]]));
  return Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [path, `${(aligned.get(path) ?? text).trim()}\n`]),
  );
}

function formatted(text) {
  const biome = join(root, 'node_modules/.bin/biome');
  const { status, stdout, stderr } = spawnSync(biome, ['format', '--stdin-file-path=docs/pages.md'], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the generated pages cannot be formatted: ${stderr}`);
  return stdout;
}
