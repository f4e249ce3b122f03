import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Pages that are generated from these files and folders. Pages in git link to the sources, as git ignores what is generated. */
const generatedFrom = [
  [/^suites$/, 'rules'],
  [/^suites\/lessons$/, 'lessons/README'],
  [/^suites\/(lessons\/[\w-]+)\.md$/, '$1'],
  [/^suites\/([\w-]+\/[\w-]+)\.ts$/, 'rules/$1'],
  [/^cli\/commands$/, 'command-line'],
  [/^options\/check\.ts$/, 'configuration'],
  [/^schemas\/events$/, 'events'],
  [/^simulator\/faults$/, 'faults'],
  [/^simulator\/profile\.ts$/, 'profile-values'],
  [/^diagnosis\/experiments\.ts$/, 'diagnosis'],
  [/^observation\/default-names\.ts$/, 'default-names'],
];

/** What the site shows of the repository. */
const isOnSite = (path) => /^(docs\/.+|examples\/README|CONTRIBUTING)\.md$/.test(path);

/** The page of the repository that a link leads to on the site, if any. */
export function pageAt(path) {
  const [source, name] = generatedFrom.find(([source]) => source.test(path)) ?? [];
  const page = source ? `docs/generated/${path.replace(source, name)}.md` : path;
  return isOnSite(page) && existsSync(join(root, page)) ? page : undefined;
}

/** Where a page of the repository is on the site. */
export function addressOf(path) {
  if (path === 'CONTRIBUTING.md') return 'contributing.md';
  if (path === 'examples/README.md') return 'examples.md';
  return path.replace(/^docs\/(generated\/)?/, '').replace(/README\.md$/, 'index.md');
}

/** The anchor that GitHub gives a heading, so that one link works in both places. */
export function githubSlug(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
}

/** Links lead to pages of the site. A link to a file that has none, such as an example, becomes plain text. */
export function adaptLinks(md) {
  md.core.ruler.push('links-of-the-site', ({ tokens, env }) => {
    for (const token of tokens)
      if (token.children) token.children = adapted(token.children, relative(root, env.realPath ?? env.path));
  });
}

function adapted(tokens, page) {
  let isDropped = false;
  return tokens.filter((token) => {
    if (token.type !== 'link_open') return !(isDropped && token.type === 'link_close');
    const [path, anchor] = (token.attrGet('href') ?? '').split('#');
    isDropped = false;
    if (path === '' || /^[a-z]+:/.test(path)) return true;
    const target = pageAt(join(dirname(page), path));
    isDropped = target === undefined;
    if (target) token.attrSet('href', [addressFrom(page, target), anchor].filter(Boolean).join('#'));
    return !isDropped;
  });
}

function addressFrom(page, target) {
  return relative(dirname(addressOf(page)), addressOf(target)).replace(/^(?!\.)/, './');
}
