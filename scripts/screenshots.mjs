// Generates the pictures of the console in docs/console/: a console with some days of data, in light and dark mode, and on a phone.
import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { createJiti } from 'jiti';
import { withPalette } from './pictures/palette-png.mjs';
import { root } from './setup.mjs';

const jiti = createJiti(import.meta.url);
const { startConsole } = await jiti.import('../console/server/start.ts');
const { brokenReceivers, startExampleReceiver } = await jiti.import('../fixtures/receivers/index.ts');

const secret = '0123456789abcdefghijABCDEFGHIJ32';
const receiverPort = 3000;
const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const folder = join(root, 'docs/console');
const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium';

const state = mkdtempSync(join(tmpdir(), 'hookswitch-screenshots-'));
const receiver = await startOwnReceiver();
const broken = await startExampleReceiver(
  brokenReceivers.find(({ name }) => name === 'hex-accepted-too').create({ secret }),
);
const running = await startConsole({
  folder: state,
  port: 0,
  inboxPort: 4681,
  allowHosts: [],
  pageFolder: process.env.CONSOLE_PAGE,
  onInternalError: (sentence) => process.stderr.write(`${sentence}\n`),
});
const browser = await chromium.launch(existsSync(chromiumPath) ? { executablePath: chromiumPath } : {});
mkdirSync(folder, { recursive: true });

try {
  const { check, failed, arrived } = await seed();
  const places = [
    { name: 'webhooks', path: '/webhooks' },
    { name: 'fleet', path: '/fleet' },
    { name: 'deliveries', path: '/deliveries' },
    { name: 'delivery', path: `/deliveries/${failed}` },
    { name: 'inbox', path: `/inbox/${arrived}` },
    { name: 'check', path: `/check/${check}` },
    { name: 'finding', path: `/check/${check}`, prepare: openFinding },
  ];
  for (const colorScheme of ['light', 'dark'])
    for (const place of places) await picture(place, { colorScheme, viewport: desktop, suffix: colorScheme });
  for (const place of places.filter(({ name }) => ['deliveries', 'delivery', 'fleet'].includes(name)))
    await picture(place, { colorScheme: 'light', viewport: phone, suffix: 'phone' });
} finally {
  await browser.close();
  await running.close();
  await broken.close();
  receiver.close();
  receiver.closeAllConnections();
  rmSync(state, { recursive: true, force: true });
}

async function picture({ name, path, prepare }, { colorScheme, viewport, suffix }) {
  const context = await browser.newContext({
    viewport,
    colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  const page = await context.newPage();
  await page.goto(new URL(path, running.url).href);
  await page.getByRole('status').getByText('Live').waitFor();
  await sleep(800);
  await prepare?.(page);
  writeFileSync(join(folder, `${name}-${suffix}.png`), withPalette(await page.screenshot()));
  await context.close();
}

async function openFinding(page) {
  const report = page.frameLocator('iframe[title="Report"]');
  await report.getByRole('navigation', { name: 'Failed rules' }).getByRole('link').first().click();
  await sleep(500);
}

/** Webhooks, a fleet, deliveries of all kinds, an inbox and a check. */
async function seed() {
  await api('PUT', '/api/push', { isEnabled: true, timeoutSeconds: 3, retryCount: 3 });
  const url = `http://localhost:${receiverPort}/ycm/webhook`;
  await api('POST', '/api/webhooks', { url, method: 'POST', events: 'All', secret });
  await api('POST', '/api/webhooks', {
    url: `http://localhost:${receiverPort}/billing`,
    method: 'GET',
    events: ['PCE Capacity Change'],
  });
  await api('POST', '/api/inbox/webhook');
  const { pbxs, dids } = await api('POST', '/api/fleet/example');
  for (let n = 0; n < 60; n += 1) {
    await doSomething(n, pbxs, dids);
    await sleep(80);
  }
  await toInbox();
  const check = await api('POST', '/api/checks', {
    url: broken.url,
    method: 'POST',
    secret: { text: secret },
  });
  for (let row = check; row.state === 'running'; row = (await api('GET', `/api/checks/${check.id}`)).row)
    await sleep(500);
  const { rows } = await api('GET', '/api/deliveries?limit=200');
  const failed =
    rows.find(({ attempts, state }) => attempts.length === 3 && state === 'acknowledged') ?? rows[0];
  const inbox = await api('GET', '/api/inbox?limit=1');
  return { check: check.id, failed: failed.seq, arrived: inbox.rows[0].seq };
}

async function doSomething(n, pbxs, dids) {
  const { sn } = pbxs[n % pbxs.length];
  const free = dids.filter((did) => did.sn === undefined);
  const action =
    n % 3 === 0
      ? { action: 'resize', sn, repository: { extensions: String(20 + n), concurrentCalls: '12' } }
      : {
          action: n % 3 === 1 ? 'assign-dids' : 'remove-dids',
          sn: pbxs[0].sn,
          didIds: free.slice(0, 1 + (Math.floor(n / 3) % 3)).map(({ didId }) => didId),
        };
  await api('POST', '/api/fleet/actions', action);
}

/** Sends one message with a correct signature, and one with a signature in hex, a common mistake. */
async function toInbox() {
  const { url } = await api('GET', '/api/inbox');
  const { webhooks } = await api('GET', '/api/push');
  const { secret: ofInbox } = await api('GET', `/api/webhooks/${webhooks.at(-1).id}/secret`);
  const body = JSON.stringify([{ event: 'pce_delete', sn: '36ABCDEFGHIJKLZK', updateTime: 1_773_110_920 }]);
  for (const encoding of ['base64', 'hex']) {
    const signature = createHmac('sha256', ofInbox).update(body).digest(encoding);
    await fetch(url, { method: 'POST', headers: { 'X-Signature': signature }, body });
  }
}

async function api(method, path, body) {
  const answer = await fetch(new URL(path, running.url), {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

function startOwnReceiver() {
  let n = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', async () => {
      n += 1;
      const { delayMs, status } = answerTo(n);
      if (status === 0) return request.socket.destroy();
      await sleep(delayMs);
      response.writeHead(status).end(status === 200 ? 'ok' : 'the database is away');
    });
  });
  return new Promise((resolve) => server.listen(receiverPort, () => resolve(server)));
}

/** Usually responds at once. Sometimes it is slow, rejects, or disconnects (status 0). */
function answerTo(n) {
  if (n % 13 === 9) return { delayMs: 0, status: 0 };
  const delayMs = n % 17 === 5 ? 3500 : n % 7 === 3 ? 700 : 4 + ((n * 7919) % 60);
  return { delayMs, status: n % 11 === 4 ? 503 : 200 };
}
