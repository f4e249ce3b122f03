import { existsSync, readdirSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { HookswitchError } from '../../simulator/index.ts';

/** A file of the site. */
interface SiteFile {
  readonly path: string;
  readonly type: string;
}

/** Files by URL path. Only these are served, so no request can leave the folder. */
export type Site = ReadonlyMap<string, SiteFile>;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** `dist/docs` of the package or clone of this file. @throws HookswitchError `bad-file` if the site wasn't built. */
export function findSite(from: string = import.meta.dirname): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    if (!existsSync(join(folder, 'package.json'))) continue;
    const site = join(folder, 'dist/docs');
    if (existsSync(join(site, 'index.html'))) return site;
    break;
  }
  throw new HookswitchError(
    'bad-file',
    'the documentation is not built yet; run `npm run docs` in the clone of Hookswitch first',
  );
}

export function readSite(folder: string): Site {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.flatMap((entry): [string, SiteFile][] => {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) return [];
    const path = join(entry.parentPath, entry.name);
    return [[path.slice(folder.length).replaceAll('\\', '/'), { path, type }]];
  });
  return new Map(files);
}

/** `/` is `/index.html`, and `/rules` is `/rules.html`. */
export function fileAt(site: Site, pathname: string): SiteFile | undefined {
  const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname;
  return site.get(path) ?? site.get(`${path}.html`);
}
