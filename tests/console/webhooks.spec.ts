import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSideways, test } from './console-test.ts';
import { addWebhook, Receiver } from './receiver.ts';

test('a webhook is added, tested and renewed', { tag: '@first' }, async ({ page, context }) => {
  await using receiver = await Receiver.start((n) => ({ status: n === 1 ? 500 : 204 }));
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/webhooks');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a webhook' });
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Copy the secret' }).click();
  const secret = await clipboard(page);
  expect(secret).toMatch(/^[A-Za-z0-9]{32}$/);
  await dialog.getByLabel('Webhook URL').fill(receiver.url);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);

  await page.getByRole('button', { name: `Send a test message to ${receiver.url}` }).click();
  const answer = page.locator('.test-response');
  await expect(answer).toContainText(/attempt 1: responded with 500 .*attempt 2: responded with 204/);
  await expect(answer).toContainText('Acknowledged');
  const [first] = receiver.arrived;
  expect(JSON.parse(first?.body ?? '')).toEqual({
    event: 'test',
    message: 'This is a webhook connectivity test.',
  });
  expect(first?.headers['x-signature']).toBe(signature(secret, first?.body));

  const row = page.getByRole('row', { name: receiver.url });
  await expect(row).not.toContainText(secret);
  await row.getByRole('button', { name: `Show the secret of ${receiver.url}` }).click();
  await expect(row).toContainText(secret);
  await row.getByRole('button', { name: `Renew the secret of ${receiver.url}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Renew' }).click();
  await expect(row).not.toContainText(secret);
  await row.getByRole('button', { name: `Copy the secret of ${receiver.url}` }).click();
  await expect.poll(() => clipboard(page)).not.toBe(secret);

  await answer.getByRole('link').click();
  await expect(page).toHaveURL(/\/deliveries\/1$/);
});

test('a webhook is added and deleted using only the keyboard', async ({ page }) => {
  await page.goto('/webhooks');
  await page.getByRole('button', { name: 'Add' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Webhook URL')).toBeFocused();
  await page.keyboard.type('http://localhost:1/hook');
  await page.getByLabel('Request Method').focus();
  await page.keyboard.type('G');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  const row = page.getByRole('row', { name: 'http://localhost:1/hook' });
  await expect(row).toContainText('GET');
  await expect(row).toContainText('PCE Capacity Change');
  await expect(row).not.toContainText('PCE DID Change');
  await row.getByRole('button', { name: 'Delete' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row.getByRole('button', { name: 'Delete' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No webhooks yet')).toBeVisible();
});

test('a problem with a webhook is shown where it occurs', async ({ page }) => {
  await page.goto('/webhooks');
  await page.getByRole('button', { name: 'Add' }).click();
  const dialog = page.getByRole('dialog');
  const url = dialog.getByLabel('Webhook URL');
  const save = dialog.getByRole('button', { name: 'Save' });
  for (const [wrong, description] of [
    ['', /Enter the URL/],
    ['no url', /URL/],
    ['http://localhost:1/a hook', /contains whitespace/],
    ['http://example.com/hook', /allow-host/],
  ] as const) {
    await url.fill(wrong);
    await save.click();
    await expect(url).toHaveAccessibleDescription(description);
    await expect(url).toBeFocused();
  }
  await dialog.getByLabel('All').uncheck();
  await dialog.getByLabel('PCE DID Change').uncheck();
  await dialog.getByLabel('PCE Capacity Change').uncheck();
  await url.fill('http://localhost:1/hook');
  await save.click();
  await expect(dialog.getByText('Select at least one event')).toBeVisible();
  await expect(dialog.getByLabel('All')).toBeFocused();
  await expectAccessible(page);
});

test('five webhooks are the maximum, and fit on a phone', async ({ page, request }) => {
  for (let n = 1; n <= 5; n += 1) await addWebhook(request, { url: `http://localhost:1/hook/${n}` });
  await page.goto('/webhooks');
  await expect(page.getByRole('row')).toHaveCount(6);
  await expect(page.getByRole('button', { name: 'Add' })).toBeDisabled();
  await expect(page.getByText('YCM supports up to 5 webhooks')).toBeVisible();
  await expectAccessible(page);
  await expectNoSideways(page);
  await expectAccessible(page);
});

test('the settings are marked as changed until they are saved, and kept', async ({ page, request }) => {
  await page.goto('/webhooks');
  const timeout = page.getByLabel('Timeout(s)');
  const save = page.getByRole('button', { name: 'Save' });
  await expect(save).toBeDisabled();
  await timeout.selectOption('10');
  await page.getByLabel('Retry Count').selectOption('5');
  await page.getByLabel('Webhook Event Push').uncheck();
  await expect(page.getByText('Not saved yet')).toBeVisible();
  page.once('dialog', (question) => question.dismiss());
  await page.getByRole('link', { name: 'Fleet' }).click();
  await expect(page).toHaveURL(/\/webhooks$/);
  await save.click();
  await expect(page.getByText('Not saved yet')).toHaveCount(0);
  await page.reload();
  await expect(timeout).toHaveValue('10');

  // Another tab saves: untouched settings here follow.
  await timeout.selectOption('7');
  await request.put('/api/push', { data: { isEnabled: false, timeoutSeconds: 4, retryCount: 2 } });
  await expect(page.getByLabel('Retry Count')).toHaveValue('2');
  await expect(timeout).toHaveValue('7');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(timeout).toHaveValue('4');
  await expect(page.getByText('Off: only test messages are pushed.')).toBeVisible();
});

test('the timeout is selected from the same values on every page', async ({ page }) => {
  const values = ['3', '4', '5', '6', '7', '8', '9', '10'];
  for (const path of ['/webhooks', '/check']) {
    await page.goto(path);
    await expect(page.getByLabel('Timeout(s)').getByRole('option')).toHaveText(values);
  }
});

function clipboard(page: Page): Promise<string> {
  return page.evaluate('navigator.clipboard.readText()');
}

function signature(secret: string, body: string | undefined): string {
  return createHmac('sha256', secret)
    .update(body ?? '')
    .digest('base64');
}
