import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorsOf, isSiteOnly, linksOf, parsePage, readPages, root } from './page.ts';

const pages = readPages();
const { pageAt }: { pageAt: (path: string) => string | undefined } = await import(
  join(root, 'docs/.vitepress/markdown.mjs')
);

describe.each(pages)('$path', (page) => {
  it('links to existing files and headings', () => {
    const wrong = linksOf(page).filter((target) => !leadsSomewhere(page.path, target));
    expect(wrong).toEqual([]);
  });

  it('contains no machine-specific path and no package registry', () => {
    const machine = /(?<![\w.])\/(work|tmp|root|home|usr)\/|registry\.|npmjs|pypi|file:\/\//;
    expect(page.text.split('\n').filter((line) => machine.test(line))).toEqual([]);
  });
});

/** The site's navigation leads to them. */
const startsOfSite = ['api/README', 'profile-values'].map((name) => `docs/generated/${name}.md`);

it('has no link on GitHub to a file that git ignores', () => {
  const targets = pages
    .filter(({ path }) => !isSiteOnly(path))
    .flatMap((page) => linksOf(page).map((target) => fileOf(page.path, target)))
    .filter((path) => !/^https?:/.test(path));
  const input = [...targets, 'docs/generated/rules.md'].join('\n');
  const { stdout } = spawnSync('git', ['check-ignore', '--stdin'], { cwd: root, input, encoding: 'utf8' });
  expect(stdout).toBe('docs/generated/rules.md\n');
});

it('reaches every page from the README, or from the navigation of the site', () => {
  const reached = new Set(['README.md', ...startsOfSite]);
  for (const path of reached) {
    const page = pages.find((known) => known.path === path);
    for (const target of page ? linksOf(page) : []) {
      const path = pageAt(fileOf(page?.path ?? '', target));
      if (path !== undefined) reached.add(path);
    }
  }
  expect(pages.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
});

it('generates the same anchors as GitHub', () => {
  const page = parsePage('x.md', '# `check [url]`\n## Read it, 1st\n## a/b\n## Read it, 1st\n');
  expect([...anchorsOf(page)]).toEqual(['check-url', 'read-it-1st', 'ab', 'read-it-1st-1']);
});

function leadsSomewhere(from: string, target: string): boolean {
  if (/^https?:/.test(target)) return true;
  const path = fileOf(from, target);
  if (!existsSync(join(root, path))) return false;
  const anchor = target.split('#')[1];
  const page = pages.find((known) => known.path === pageAt(path));
  return anchor === undefined || (page !== undefined && anchorsOf(page).has(anchor));
}

/** The file that a link leads to, relative to the project's root. */
function fileOf(from: string, target: string): string {
  const path = target.split('#')[0];
  if (/^https?:/.test(target)) return target;
  return path === '' ? from : normalize(join(dirname(from), path ?? ''));
}
