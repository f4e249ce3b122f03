import type { Context, Hono } from 'hono';
import { refuseCall } from '../api/problem.ts';
import { type PageFile, readPageFiles } from './files.ts';

/** The URLs of the page. All return the same file, which reads its URL. */
const pagePaths = [
  '/',
  '/webhooks',
  '/deliveries',
  '/deliveries/:seq{[0-9]+}',
  '/fleet',
  '/inbox',
  '/inbox/:seq{[0-9]+}',
  '/check',
  '/check/:id{[A-Za-z0-9-]+}',
];

export function addPage(app: Hono, folder: string): void {
  const files = readPageFiles(folder);
  for (const [path, file] of files) if (path !== '/index.html') serve(app, path, file);
  const page = files.get('/index.html');
  for (const path of page === undefined ? [] : pagePaths) serve(app, path, page);
  app.notFound(() => refuseCall(404, 'no-page', 'there is no such page'));
}

function serve(app: Hono, path: string, file: PageFile | undefined): void {
  if (file !== undefined) app.get(path, (context) => answer(context, file));
}

function answer(context: Context, file: PageFile): Response {
  const { type, tag } = file;
  // A newer Hookswitch has a newer page: it is revalidated each time, and sent if it changed.
  const headers = { ETag: tag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' };
  if (context.req.header('if-none-match') === tag) return context.body(null, 304, headers);
  const encoding = chosen(context.req.header('accept-encoding') ?? '');
  const bytes = new Uint8Array(encoding === undefined ? file.plain : file[encoding]);
  const encoded = encoding === undefined ? {} : { 'Content-Encoding': encoding };
  return context.body(bytes, 200, { ...headers, ...encoded, 'Content-Type': type });
}

function chosen(accepted: string): 'br' | 'gzip' | undefined {
  const names = accepted.split(',').map((part) => part.split(';')[0]?.trim());
  return (['br', 'gzip'] as const).find((name) => names.includes(name));
}
