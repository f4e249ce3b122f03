import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveDocs } from '../../../../console/docs-site/serve.ts';
import { findSite, readSite } from '../../../../console/docs-site/site.ts';

const folder = mkdtempSync(join(tmpdir(), 'hookswitch-docs-'));
const site = join(folder, 'dist/docs');
let served: Awaited<ReturnType<typeof serveDocs>>;

beforeAll(async () => {
  mkdirSync(join(site, 'rules'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{}');
  writeFileSync(join(folder, 'secret.html'), 'secret');
  for (const [name, text] of Object.entries({
    'index.html': 'start',
    'rules.html': 'rules',
    '404.html': 'no page',
  }))
    writeFileSync(join(site, name), text);
  writeFileSync(join(site, 'rules/a b.html'), 'one rule');
  writeFileSync(join(site, '.built'), 'not a page');
  served = await serveDocs(readSite(site), 0);
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true });
});

describe('the documentation server', () => {
  it.each([
    ['/', 'start'],
    ['/?q=1', 'start'],
    ['/rules.html', 'rules'],
    ['/rules', 'rules'],
    ['/rules/a%20b.html', 'one rule'],
  ])('responds to %s with the page', async (path, text) => {
    expect(await ask(path)).toMatchObject({ status: 200, type: 'text/html; charset=utf-8', text });
  });

  it.each([
    '/nothing.html',
    '/../secret.html',
    '/..%2f..%2fsecret.html',
    '/%2e%2e/%2e%2e/secret.html',
    '/.built',
    '/%',
    '//',
  ])('has no page for %s and serves no other file', async (path) => {
    const { status, text } = await ask(path);
    expect(text).not.toContain('secret');
    if (path !== '//') expect([status, text]).toEqual([404, 'no page']);
  });

  it('accepts only GET and HEAD', async () => {
    expect(await ask('/', 'POST')).toMatchObject({ status: 405 });
    expect(await ask('/', 'HEAD')).toMatchObject({ status: 200, text: '' });
  });
});

describe('the site', () => {
  it('is found from any folder in the package', () => {
    expect(findSite(join(site, 'rules'))).toBe(site);
  });

  it('says how to build it when it is missing', () => {
    const clone = mkdtempSync(join(tmpdir(), 'hookswitch-clone-'));
    writeFileSync(join(clone, 'package.json'), '{}');
    expect(() => findSite(clone)).toThrow('run `npm run docs`');
    rmSync(clone, { recursive: true });
  });
});

/** Sends the path unchanged: `fetch` would resolve the dots. */
function ask(path: string, method = 'GET') {
  return new Promise<{ status: number | undefined; type: string | undefined; text: string }>(
    (resolve, reject) => {
      const { hostname, port } = new URL(served.url);
      request({ hostname, port, path, method }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece) => {
          text += piece;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode, type: response.headers['content-type'], text }),
        );
      })
        .on('error', reject)
        .end();
    },
  );
}
