import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { freePort } from '../../bench/support/free-port.ts';
import { brokenReceiver, startExampleReceiver } from '../../fixtures/receivers/index.ts';
import { expect, expectAccessible, expectNoSideways, test } from './console-test.ts';
import { Receiver } from './receiver.ts';

const secret = 'w2Rk8TzLq5XvN0bYh7JmC4sGd9PfUe3A';
/** The reports beside the JSON, and their file extensions. */
const endings = [
  ['HTML', 'html'],
  ['Markdown', 'md'],
  ['JUnit', 'junit\\.xml'],
  ['CTRF', 'ctrf\\.json'],
  ['HAR', 'har'],
] as const;
/** Where a receiver listens that a check starts. */
const port = await freePort();
const groups = ['signature', 'acknowledgement', 'retry', 'message', 'method', 'security'];

test('a receiver is checked by keyboard, a finding opened, the report kept and exported', {
  tag: '@first',
}, async ({ page }) => {
  const receiver = await startExampleReceiver(broken('any-method-acknowledged').create({ secret }));
  await page.goto('/check');
  await page.getByLabel('Receiver URL').press('Enter');
  await expect(page.getByLabel('Receiver URL')).toBeFocused();
  await expect(page.getByText('Enter the secret that the receiver uses.')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.type(receiver.url);
  await page.getByLabel('Secret', { exact: true }).fill(secret);
  await chooseOnly(page, 'method');
  await expect(page.getByText('4 rules selected')).toBeVisible();
  await page.getByRole('button', { name: 'Check it' }).press('Enter');

  await expect(page).toHaveURL(/\/check\/[\w-]+$/);
  const frame = page.frameLocator('iframe[title="Report"]');
  await expect(page.getByRole('navigation', { name: 'The report as a file' })).toBeVisible();
  await frame
    .getByRole('navigation', { name: 'Failed rules' })
    .getByRole('link', { name: 'method/' })
    .press('Enter');
  await expect(frame.locator('article.fail .actual')).toBeVisible();
  await expect(
    frame.locator('article.fail').getByText(/^npx hookswitch check http.* --rules method\//),
  ).toBeVisible();
  await expect(frame.locator('article.fail .attempt[open] pre').first()).toContainText('X-Signature: ');
  await expect(frame.locator('body')).not.toContainText(secret);
  await expectAccessible(page);

  await expect(page.getByRole('status').filter({ hasText: 'The check has ended: 1 failed' })).toBeAttached();

  await page.reload();
  await expect(frame.getByRole('heading', { level: 1 })).toContainText('1 failure');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'JSON', exact: true }).click(),
  ]);
  const report = JSON.parse(readFileSync(await download.path(), 'utf8'));
  expect(report.receiver).toEqual({ url: receiver.url, method: 'POST' });
  expect(report.summary.fail).toBe(1);
  for (const [name, ending] of endings) {
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name, exact: true }).click(),
    ]);
    expect(saved.suggestedFilename()).toMatch(new RegExp(`^hookswitch-[\\dT]+\\.${ending}$`));
  }

  await page.getByRole('link', { name: 'All checks' }).click();
  await expect(page.getByLabel('Receiver URL')).toHaveValue(receiver.url);
  await expect(page.getByLabel('Secret', { exact: true })).toHaveValue('');
  await expect(page.getByLabel(/^signature/)).not.toBeChecked();
  await page.getByRole('button', { name: `Remove the check of ${receiver.url}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByText('None yet.')).toBeVisible();
  await receiver.close();
});

test('single rules are selected and checked', async ({ page }) => {
  await using receiver = await Receiver.start(() => ({ status: 200 }));
  await page.goto('/check');
  await fill(page, receiver.url);
  await page.getByText('Select single rules').click();
  await page.getByRole('button', { name: 'Select none' }).click();
  await page.getByRole('button', { name: 'Check it' }).click();
  await expect(page.getByText('Select at least one rule.')).toBeVisible();
  await page.getByLabel('signature/rejects-missing').check();
  await page.getByLabel('signature/rejects-empty').check();
  await page.getByLabel(/^method/).check();
  await expect(page.getByText('6 rules selected')).toBeVisible();
  await expect(page.getByLabel(/^signature 2 of/)).toHaveJSProperty('indeterminate', true);
  await expectAccessible(page);
  await expectNoSideways(page);
  const [request] = await Promise.all([
    page.waitForRequest((sent) => sent.method() === 'POST' && sent.url().endsWith('/api/checks')),
    page.getByRole('button', { name: 'Check it' }).click(),
  ]);
  expect(request.postDataJSON().rules).toEqual([
    'signature/rejects-missing',
    'signature/rejects-empty',
    'method/*',
  ]);
  const frame = page.frameLocator('iframe[title="Report"]');
  await expect(frame.locator('article')).toHaveCount(6);
});

test('a check cannot start the receiver without a command', async ({ page }) => {
  await page.goto('/check');
  await expect(page.getByLabel('Start the receiver')).toBeDisabled();
  await expect(page.getByText("hookswitch console --exec 'COMMAND'")).toBeVisible();
});

test.describe('with a command', () => {
  const answer = 'createServer((_, response) => response.end())';
  test.use({ exec: `node -e "require('node:http').${answer}.listen(${port}, '127.0.0.1')"` });

  test('a check starts the receiver, and stops it afterwards', async ({ page }) => {
    const url = `http://127.0.0.1:${port}/`;
    await page.goto('/check');
    await fill(page, url);
    await chooseOnly(page, 'method');
    await page.getByLabel('Start the receiver').check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Check it' }).click();
    await expect(page.getByRole('navigation', { name: 'The report as a file' })).toBeVisible();
    const frame = page.frameLocator('iframe[title="Report"]');
    await expect(frame.getByText(/^npx hookswitch check http.* --exec /).first()).toBeVisible();
    await expect(fetch(url)).rejects.toThrow();
  });
});

test('a check says what changed since the last one', async ({ page }) => {
  const receiver = await startExampleReceiver(broken('any-method-acknowledged').create({ secret }));
  await page.goto('/check');
  await page.getByLabel('Receiver URL').fill(receiver.url);
  await chooseOnly(page, 'method');
  const changes = [
    { text: /since the last check/, count: 0 },
    { text: /since the last check: 1 still failing/, count: 1 },
  ];
  for (const change of changes) {
    await page.getByLabel('Secret', { exact: true }).fill(secret);
    await page.getByRole('button', { name: 'Check it' }).click();
    await expect(page.getByRole('navigation', { name: 'The report as a file' })).toBeVisible();
    await expect(
      page.frameLocator('iframe[title="Report"]').getByRole('heading', { level: 1 }),
    ).toBeVisible();
    await expect(page.frameLocator('iframe[title="Report"]').getByText(change.text)).toHaveCount(
      change.count,
    );
    await expectAccessible(page);
    await page.getByRole('link', { name: 'All checks' }).click();
  }
  await receiver.close();
});

test('a long check shows its progress, and can be stopped', async ({ page }) => {
  await using receiver = await Receiver.start(() => ({ status: 200, delayMs: 1200 }));
  await page.goto('/check');
  await fill(page, receiver.url);
  await page.getByRole('button', { name: 'Check it' }).click();
  await expect(page.getByRole('progressbar', { name: 'Rules checked' })).toBeVisible();
  await page.getByRole('link', { name: /^running \d/ }).click();
  await expect(page.locator('.rule-row').filter({ hasText: 'running' }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'All checks' }).click();
  await fill(page, receiver.url);
  await page.getByRole('button', { name: 'Check it' }).click();
  await expect(page.getByRole('alert')).toContainText('Another check is running');
  await page.goBack();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('stopped', { exact: false }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0);
});

test('an unreachable or forbidden receiver is reported in one sentence', async ({ page }) => {
  await page.goto('/check');
  await fill(page, 'http://example.com/webhook');
  await page.getByRole('button', { name: 'Check it' }).click();
  await expect(page.getByLabel('Receiver URL')).toBeFocused();
  await expect(page.locator('.field-problem')).toContainText('example.com');
  await page.getByLabel('Receiver URL').fill('http://127.0.0.1:1/webhook');
  await page.getByRole('button', { name: 'Check it' }).click();
  await expect(page.getByRole('alert')).toContainText('127.0.0.1:1 is not reachable');
  await expect(page.getByRole('alert')).toContainText('Start your receiver');
});

async function chooseOnly(page: Page, wanted: string): Promise<void> {
  for (const group of groups) {
    if (group !== wanted) await page.getByLabel(new RegExp(`^${group} `)).uncheck();
  }
}

async function fill(page: Page, url: string): Promise<void> {
  await page.getByLabel('Receiver URL').fill(url);
  await page.getByLabel('Secret', { exact: true }).fill(secret);
}

function broken(name: string) {
  const found = brokenReceiver(name);
  if (found === undefined) throw new Error(`there is no broken receiver ${name}`);
  return found;
}
