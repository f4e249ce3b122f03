import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** A file of the page, in memory: there are few, and they are small. */
export interface PageFile {
  readonly type: string;
  readonly tag: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly br: Buffer;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page's files by path, compressed once. Files of unknown types are left out. */
export function readPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const name of readdirSync(folder)) {
    const type = types[extname(name)];
    if (type !== undefined) files.set(`/${name}`, pageFile(type, readFileSync(join(folder, name))));
  }
  return files;
}

/** The highest quality takes ten times as long and saves five percent. */
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

function pageFile(type: string, plain: Buffer): PageFile {
  const tag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { type, tag, plain, gzip: gzipSync(plain), br: brotliCompressSync(plain, brotli) };
}
