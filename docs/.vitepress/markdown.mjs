import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Where a page of the repository is on the site. */
export function addressOf(path) {
  if (path === 'CONTRIBUTING.md') return 'contributing.md';
  if (path === 'examples/README.md') return 'examples.md';
  return path.replace(/^docs\//, '').replace(/README\.md$/, 'index.md');
}

/** The anchor that GitHub gives a heading, so that one link works in both places. */
export function githubSlug(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
}

/**
 * Links lead to where pages are on the site. A link to a file of the repository that is no page, such as an example, becomes plain text:
 * the site doesn't have the file.
 */
export function adaptLinks(md) {
  md.core.ruler.push('links-of-the-site', ({ tokens, env }) => {
    for (const token of tokens)
      if (token.children) token.children = adapted(token.children, env.realPath ?? env.path);
  });
}

function adapted(tokens, page) {
  let isDropped = false;
  return tokens.filter((token) => {
    if (token.type !== 'link_open') return !(isDropped && token.type === 'link_close');
    const [path, anchor] = (token.attrGet('href') ?? '').split('#');
    isDropped = path !== '' && !/^[a-z]+:/.test(path) && !path.endsWith('.md');
    if (path.endsWith('.md')) token.attrSet('href', [onSite(path, page), anchor].filter(Boolean).join('#'));
    return !isDropped;
  });
}

function onSite(path, page) {
  const from = addressOf(relative(root, page));
  const to = addressOf(relative(root, join(dirname(page), path)));
  return relative(dirname(from), to).replace(/^(?!\.)/, './');
}
