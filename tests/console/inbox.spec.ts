import { createHmac } from 'node:crypto';
import { expect, expectAccessible, expectNoSideways, test } from './console-test.ts';

const body = JSON.stringify([
  { event: 'did_change', sn: '36ABCDEFGHIJKLZK', trunkDidInfoList: [], updateTime: 1_773_110_920 },
]);

test('an empty inbox leads to a test message, whose signature is valid', async ({
  page,
  context,
  running,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/inbox');
  await expect(page.getByText('Nothing has arrived yet')).toBeVisible();
  await expect(page.getByRole('region', { name: 'A command that sends' })).toContainText(running.inboxUrl);
  await page.getByRole('button', { name: "Copy the inbox's address" }).click();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(running.inboxUrl);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add a webhook that pushes here' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Send a test message' }).click();
  const row = page.getByRole('link', { name: /^#1/ });
  await expect(row).toContainText('signature valid');
  await row.focus();
  await page.keyboard.press('Enter');
  const detail = page.getByRole('region', { name: 'Request 1', exact: true });
  await expect(detail).toContainText(`Checked with the secret of ${running.inboxUrl}`);
  await expect(detail).toContainText('This is a webhook connectivity test.');
  await expectAccessible(page);
});

test('the problem with a signature is shown, and nothing that arrives is run', { tag: '@first' }, async ({
  page,
  running,
}) => {
  const send = (text: string, headers: Record<string, string> = {}) =>
    fetch(running.inboxUrl, { method: 'POST', body: text, headers });
  const secret = 'N0bYh7JmC4sGd9PfUe3Aw2Rk8TzLq5Xv';
  await page.goto('/inbox');
  await page.getByText('Own secret:').click();
  await page.getByRole('button', { name: 'Use this secret' }).click();
  await expect(page.getByText('Enter the secret.')).toBeVisible();
  await page.getByLabel('Secret', { exact: true }).fill(secret);
  await page.getByLabel('Secret', { exact: true }).press('Enter');
  await expect(page.getByText('Own secret: given')).toBeVisible();

  await send(body, { 'X-Signature': createHmac('sha256', secret).update(body).digest('hex') });
  await send(body, { 'X-Signature': createHmac('sha256', secret).update(body).digest('base64') });
  await send('<img src=x onerror="document.title=1">', {});
  await page.getByRole('link', { name: /^#1.*signature invalid/ }).click();
  const detail = (n: number) => page.getByRole('region', { name: `Request ${n}`, exact: true });
  await expect(detail(1)).toContainText('hex');
  await page.getByRole('link', { name: /^#2.*signature valid.*repeats #1/ }).click();
  await expect(detail(2)).toContainText("Checked with the inbox's own secret");
  await detail(2).getByRole('button', { name: 'Indented' }).click();
  await expect(detail(2)).toContainText('"sn": "36ABCDEFGHIJKLZK"');
  await page.getByRole('link', { name: /^#3.*no signature/ }).click();
  await expect(detail(3)).toContainText('<img src=x onerror="document.title=1">');
  await expect(page).toHaveTitle(/^Inbox/);

  await page.reload();
  await expect(detail(3)).toBeVisible();
  await page.goBack();
  await expect(detail(2)).toBeVisible();
  await expectNoSideways(page);
  await expect(page.getByRole('list', { name: 'Requests, newest first' })).toBeHidden();
  await detail(2).getByRole('link', { name: 'Close request 2' }).click();
  await expect(page.getByRole('list', { name: 'Requests, newest first' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Empty…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Empty it' }).click();
  await expect(page.getByText('Nothing has arrived yet')).toBeVisible();
});

test('the inbox responds as configured', async ({ page, running }) => {
  await page.goto('/inbox');
  await page.getByText(/^Response:/).click();
  await page.getByLabel('Status', { exact: true }).fill('700');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Enter a whole number from 200 to 599.')).toBeVisible();
  await page.getByLabel('Status', { exact: true }).fill('503');
  await page.getByLabel('Delay (ms)').fill('20');
  await page.getByLabel('Delay (ms)').press('Enter');
  await expect(page.getByText('Response: 503 after 20 ms')).toBeVisible();
  expect((await fetch(running.inboxUrl, { method: 'POST', body })).status).toBe(503);
  await expect(page.getByRole('link', { name: /^#1.*response: 503/ })).toBeVisible();

  await page.getByText(/^Response:/).click();
  await page.getByLabel('Close the connection').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Response: none (close the connection)')).toBeVisible();
  await expect(fetch(running.inboxUrl, { method: 'POST', body })).rejects.toThrow();
  await expect(page.getByRole('link', { name: /^#2.*response: / })).toBeVisible();
});

test('hundreds of requests are shown in parts', async ({ page, running }) => {
  for (let n = 0; n < 130; n += 10) {
    await Promise.all(Array.from({ length: 10 }, () => fetch(running.inboxUrl, { method: 'POST', body })));
  }
  await page.goto('/inbox');
  await expect(page.getByText('100 of 130 shown')).toBeVisible();
  await page.getByRole('button', { name: 'Show older ones' }).click();
  await expect(page.getByText('130 of 130 shown')).toBeVisible();
  await expect(page.getByRole('link', { name: /^#1 / })).toBeAttached();
  await page.getByRole('link', { name: /^#130/ }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/inbox\/129$/);
});
