import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';

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

/** A newer Hookswitch has a newer page: it is revalidated each time, and sent if it changed. */
export function addPage(app: Hono, folder: string): void {
  const page = serveStatic({ path: join(folder, 'index.html') });
  const file = serveStatic({ root: folder });
  for (const [path, serve] of [
    ...pagePaths.map((path) => [path, page] as const),
    ['/:file{main\\.(?:js|css)}', file] as const,
  ])
    app.get(
      path,
      async (context, next) => {
        await next();
        context.header('Cache-Control', 'no-cache');
      },
      compress(),
      etag(),
      serve,
    );
}
