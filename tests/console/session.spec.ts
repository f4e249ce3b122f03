import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { writeOpeningFile } from '../../console/server/opening/opening-file.ts';
import { startConsole } from '../../console/server/start.ts';
import { listenLocally } from '../support/listen-locally.ts';
import {
  expect,
  expectAccessible,
  expectNoSideways,
  onThisMachine,
  pageFolder,
  test,
} from './console-test.ts';

test.use({ host: '0.0.0.0' });

const expectLive = (page: Page) => expect(page.getByRole('status').getByText('Live')).toBeVisible();
const expectRefused = (page: Page) =>
  expect(page.getByRole('heading', { level: 1 })).toHaveText('Open this page from the terminal');

test('a printed address opens the console once, for every tab of this browser', { tag: '@first' }, async ({
  page,
  context,
  running,
  browser,
}) => {
  const url = onThisMachine(running.openingUrl());
  await page.goto(url);
  await expectLive(page);
  await expect(page).toHaveURL(/\/webhooks$/);
  await page.getByRole('link', { name: 'Inbox', exact: true }).click();
  await page.reload();
  await expectLive(page);
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Webhooks');
  expect(await page.evaluate('document.documentElement.outerHTML')).not.toContain('#open=');

  const second = await context.newPage();
  await second.goto('/fleet');
  await expectLive(second);
  // For example from the history: it no longer opens anything, and does no harm.
  await second.goto(url);
  await expectLive(second);

  const other = await browser.newContext();
  const stranger = await other.newPage();
  await stranger.goto(url);
  await expectRefused(stranger);
  await expectAccessible(stranger);
  await expectNoSideways(stranger);
  // Pasting an address into a tab with the page open does not load it again.
  await stranger.goto(onThisMachine(running.openingUrl()));
  await expectLive(stranger);
  await expect(stranger.getByRole('heading', { level: 1 })).toHaveText('Webhooks');
  await expect(stranger).toHaveURL(/\/webhooks$|\/$/);
  await other.close();
});

test('another port on the host gets the cookie, but nothing that opens the console', async ({
  page,
  running,
}) => {
  await page.goto(onThisMachine(running.openingUrl()));
  await expectLive(page);
  const cookies: string[] = [];
  const neighbour = createServer(({ headers }, response) => {
    cookies.push(headers.cookie ?? '');
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Neighbour</h1>');
  });
  const origin = await listenLocally(neighbour);
  try {
    await page.goto(`${origin}/`);
    expect(cookies[0]).toMatch(/^hookswitch-\d+=[\w-]{43}$/);
    expect(await page.evaluate('JSON.stringify(localStorage)')).toBe('{}');
    const answer = await fetch(onThisMachine(`${running.url}api/push`), {
      headers: { Cookie: cookies[0] ?? '' },
    });
    expect(answer.status).toBe(401);
    await page.goBack();
    await expectLive(page);
  } finally {
    neighbour.closeAllConnections();
    neighbour.close();
  }
});

test('the file of --open leads to the console, and uses up its token', async ({ page, running }) => {
  let used = 0;
  const file = writeOpeningFile(
    onThisMachine(
      running.openingUrl(() => {
        used += 1;
      }),
    ),
  );
  try {
    await page.goto(pathToFileURL(file.path).href, { waitUntil: 'commit' });
    await expectLive(page);
    await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/webhooks$/);
    expect(used).toBe(1);
    expect(await page.evaluate('document.referrer')).toBe('');
  } finally {
    file.remove();
  }
});

test('a restarted console says what to do, and lets every tab in again', async ({ context }) => {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-console-'));
  const start = (port: number) =>
    startConsole({
      ...{ folder, port, host: '0.0.0.0', inboxPort: 0, allowHosts: [], pageFolder },
      onInternalError: (sentence) => {
        throw new Error(sentence);
      },
    });
  const first = await start(0);
  const page = await context.newPage();
  await page.goto(onThisMachine(first.openingUrl()));
  await expectLive(page);
  await first.close();
  await expect(page.getByText('Not connected')).toBeVisible();
  const second = await start(Number(new URL(first.url).port));
  try {
    await expectRefused(page);
    const another = await context.newPage();
    await another.goto(onThisMachine(second.openingUrl()));
    await expectLive(another);
    // Automatically: it asks again every few seconds.
    await expectLive(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Webhooks');
  } finally {
    await second.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('content that needs a session can be saved', async ({ page, running }) => {
  await page.goto(onThisMachine(running.openingUrl()));
  await page.getByRole('link', { name: 'Inbox', exact: true }).click();
  await page.getByRole('button', { name: 'Add a webhook that pushes here' }).click();
  await expect(page.getByRole('button', { name: 'Send a test message' })).toBeVisible();
  await page.getByRole('link', { name: 'Webhooks', exact: true }).click();
  await page.getByRole('button', { name: /Send a test message/ }).click();
  await page.locator('.test-response').getByRole('link').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as fixture' }).click(),
  ]);
  expect(await readFile(await download.path(), 'utf8')).toContain('"event":"test"');
});
