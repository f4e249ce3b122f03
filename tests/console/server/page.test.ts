import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { findPageFolder } from '../../../console/server/static/page-folder.ts';
import { openTestConsole } from './console-driver.ts';

it('serves the page only at its addresses, compressed, and not again while unchanged', async () => {
  const { url } = await openTestConsole();
  const found = async (path: string) => (await fetch(new URL(path, url))).status;
  for (const path of [
    '/',
    '/webhooks',
    '/deliveries',
    '/deliveries/7',
    '/fleet',
    '/inbox',
    '/inbox/3',
    '/check',
    '/check/a-1',
  ])
    expect([path, await found(path)]).toEqual([path, 200]);
  for (const path of [
    '/deliveries/x',
    '/index.html',
    '/../package.json',
    '/%2e%2e/package.json',
    '/api',
    '/console.jsonl',
  ])
    expect([path, await found(path)]).toEqual([path, 404]);
  const page = await fetch(new URL('/', url), { headers: { 'Accept-Encoding': 'gzip' } });
  expect(page.headers.get('content-encoding')).toBe('gzip');
  const tag = page.headers.get('etag') ?? '';
  const again = await fetch(new URL('/', url), { headers: { 'If-None-Match': tag } });
  expect(again.status).toBe(304);
});

it('says what to do if the page was not built', () => {
  expect(() => findPageFolder(tmpdir())).toThrow("the console's page is not built; run npm run build");
});
