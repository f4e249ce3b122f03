import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A fenced block of a page. */
export interface Block {
  /** `README.md:12`, where it begins. */
  readonly place: string;
  readonly language: string;
  readonly text: string;
  /** The comment in the line above: `<!-- example: exit=1 -->` gives `example: exit=1`. */
  readonly remark: string;
}

export interface Page {
  /** Relative to the project's root. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The text without its fenced blocks. */
  readonly prose: string;
}

/** Pages that only the site has: git ignores them. */
export const isSiteOnly = (path: string): boolean => path.startsWith('docs/generated/');

/** Every page that people read. @throws Error if pages weren't generated. */
export function readPages(): Page[] {
  if (!existsSync(join(root, 'docs/generated')))
    throw new Error('docs/generated/ is missing: run `npm run generate` first');
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`);
  const paths = ['README.md', 'CONTRIBUTING.md', 'examples/README.md', ...docs];
  return paths.map((path) => parsePage(path, readFileSync(join(root, path), 'utf8')));
}

/** Parses a Markdown page, as far as our pages need: no block in a list or a quotation. */
export function parsePage(path: string, text: string): Page {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  const prose: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [, language] = /^```(\w*)$/.exec(lines[at] ?? '') ?? [];
    if (language === undefined) {
      prose.push(lines[at] ?? '');
      continue;
    }
    const end = lines.indexOf('```', at + 1);
    if (end < 0) throw new Error(`${path}:${at + 1}: this block has no end`);
    const remark = remarkAbove(lines, at);
    blocks.push({
      place: `${path}:${at + 1}`,
      language,
      text: `${lines.slice(at + 1, end).join('\n')}\n`,
      remark,
    });
    at = end;
  }
  return { path, text, blocks, prose: prose.join('\n') };
}

function remarkAbove(lines: readonly string[], at: number): string {
  const above = lines.slice(0, at).findLast((line) => line.trim() !== '') ?? '';
  return /^<!-- (.+) -->$/.exec(above)?.[1] ?? '';
}

/** The anchors of a page: GitHub's names for its headings. */
export function anchorsOf({ prose }: Page): Set<string> {
  const anchors = new Set<string>();
  const times = new Map<string, number>();
  for (const [, heading = ''] of prose.matchAll(/^#+ (.+)$/gm)) {
    const name = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    const before = times.get(name) ?? 0;
    anchors.add(before === 0 ? name : `${name}-${before}`);
    times.set(name, before + 1);
  }
  return anchors;
}

/** The link targets of a page. */
export function linksOf({ prose }: Page): string[] {
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
}
