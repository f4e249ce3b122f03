import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageAt } from '../../docs/.vitepress/markdown.mjs';
import { root } from '../setup.mjs';

const readme = 'docs/README.md';
/** Pages that only the site has. */
const siteOnly = '\n## Only on this site\n\n[API](generated/api/README.md)';

/**
 * llms.txt of the site: every page that docs/README.md links to, and the library's, with its first sentence, under the same headings
 * (https://llmstxt.org).
 */
export function llmsText() {
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const seen = new Set();
  const lines = `${read(readme)}${siteOnly}`.split('\n').flatMap((line) => {
    if (line.startsWith('## ')) return ['', line, ''];
    return [...line.matchAll(/\[[^\]]+\]\((?!http)([^)#]+)/g)].flatMap(([, link]) => {
      const path = pageAt(join('docs', link));
      if (!path || seen.has(path)) return [];
      seen.add(path);
      return [`- [${headingOf(read(path))}](${path}): ${sentenceOf(read(path))}`];
    });
  });
  const head = [
    '# Hookswitch',
    '',
    '> Finds the bugs in a receiver of Yeastar Central Management (YCM) webhooks. `npx hookswitch check URL` sends it messages as YCM does, and says what is wrong and how to fix it.',
    '',
    'Coding agents: read [agents](docs/agents.md) first.',
    '',
    '## Start',
    '',
  ];
  return `${[...head, ...lines]
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

function headingOf(page) {
  const [, heading = ''] = /^# (.+)$/m.exec(page) ?? [];
  return heading.replaceAll('`', '');
}

/** The first paragraph starts with what the reader can do. */
function sentenceOf(page) {
  const paragraphs = page
    .replace(/<!--.*?-->/gs, '')
    .split(/\n\n+/)
    .map((part) => part.trim());
  const first = paragraphs.find((part) => /^[A-Z*[]/.test(part)) ?? '';
  const plain = first.replaceAll(/\s+/g, ' ').replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1');
  return /^.*?[.:](?= |$)/.exec(plain)?.[0].replace(/:$/, '.') ?? plain;
}
