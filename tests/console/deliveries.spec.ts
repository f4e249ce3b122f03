import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, expectAccessible, expectNoSideways, test } from './console-test.ts';
import { addWebhook, Receiver, sendTests } from './receiver.ts';

const secret = '0123456789abcdefghijABCDEFGHIJ32';
const hostile = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';
/** The vendor's test message, as sent. */
const message = '{"event":"test","message":"This is a webhook connectivity test."}';

test('a delivery is shown attempt by attempt, byte by byte, and resent', { tag: '@first' }, async ({
  page,
  request,
  context,
}) => {
  await using receiver = await Receiver.start((n) => ({ status: n === 1 ? 500 : 200, body: hostile }));
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const id = await addWebhook(request, { url: receiver.url, secret });
  await page.goto('/deliveries');
  await expect(page.getByText('No deliveries yet')).toBeVisible();
  await expectAccessible(page);
  await sendTests(request, id, 1);
  await page.getByRole('link', { name: /Acknowledged.*test/ }).click();

  const detail = page.getByRole('region', { name: 'Delivery 1' });
  await expect(detail.getByRole('heading', { name: 'Delivery 1' })).toBeFocused();
  await expect(detail).toContainText('responded with 500');
  await expect(detail).toContainText('responded with 200');
  await expect(detail).toContainText(message);
  const hmac = createHmac('sha256', secret).update(message).digest();
  await expect(detail).toContainText(hmac.toString('hex'));
  await expect(detail.getByText(`X-Signature: ${hmac.toString('base64')}`, { exact: true })).toBeVisible();
  await expect(detail).toContainText('POST /webhook HTTP/1.1');
  await expect(detail).not.toContainText(secret);

  await expect(detail).toContainText(hostile);
  await expect(detail.locator('img')).toHaveCount(0);
  await expect(page).toHaveTitle('Deliveries – Hookswitch');
  await expectAccessible(page);
  await expectNoSideways(page);
  // On a phone the delivery replaces the list, but not the page's heading.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deliveries');
  await expect(page.getByRole('searchbox')).toBeHidden();
  await expectAccessible(page);

  await detail.getByRole('button', { name: 'Copy as curl' }).click();
  await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toContain(hmac.toString('base64'));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    detail.getByRole('button', { name: 'Save as fixture' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('delivery-1.ndjson');
  expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({
    event: 'test',
    request: { method: 'POST', url: receiver.url, body: { text: message } },
  });

  await detail.getByRole('button', { name: 'Send again' }).click();
  await page.getByRole('link', { name: 'Open it' }).click();
  await expect(page).toHaveURL(/\/deliveries\/2$/);
  await expect.poll(() => receiver.arrived.length).toBe(3);
  expect(receiver.arrived[2]?.body).toBe(message);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Delivery 1' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/deliveries$/);
  await expect(page.locator('a[href="/deliveries/1"]')).toBeFocused();
});

test('deliveries can be filtered and searched, and the scroll position is kept', async ({
  page,
  request,
}) => {
  await using good = await Receiver.start();
  await using other = await Receiver.start();
  const [first, second] = [
    await addWebhook(request, { url: good.url }),
    await addWebhook(request, { url: other.url }),
  ];
  await sendTests(request, first, 3);
  await sendTests(request, second, 2);
  await page.goto('/deliveries');
  const rows = page.getByRole('list', { name: 'Deliveries' }).getByRole('link');
  await expect(rows).toHaveCount(5);
  await page.getByLabel('Webhook', { exact: true }).selectOption(second);
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL(new RegExp(`webhook=${second}`));
  await page.reload();
  await expect(rows).toHaveCount(2);
  await page.getByLabel('State').selectOption('exhausted');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(rows).toHaveCount(5);

  await page.getByRole('searchbox').fill(new URL(good.url).host);
  await expect(rows).toHaveCount(3);
  await sendTests(request, first, 1);
  await expect(rows).toHaveCount(4);
  await expectAccessible(page);
  await rows.first().click();
  await expect(page).toHaveURL(/\/deliveries\/6\?text=/);
  await page.goBack();
  await expect(rows).toHaveCount(4);
});

test('a message is sent with a fault, edited, and sent again', async ({ page, request }) => {
  await using receiver = await Receiver.start((n) => ({ status: n === 1 ? 401 : 200 }));
  await addWebhook(request, { url: receiver.url, secret });
  await page.goto('/deliveries');
  await page.getByRole('button', { name: 'Send a message…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send a message' });
  await expect(dialog.getByLabel('Webhook')).toBeFocused();
  await dialog.getByLabel('Sample').selectOption('capacity_change');
  await expect(dialog.getByLabel('Message')).toHaveValue(/^\[\{"/);
  await dialog.getByLabel('Fault').selectOption('other-encoding');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('link', { name: 'Open it' }).click();

  const detail = page.getByRole('region', { name: 'Delivery 1' });
  await expect(detail).toContainText('other-encoding');
  await expect(detail).toContainText('responded with 401');
  await expect(detail).toContainText('Signature before the fault, step by step');
  await expect(detail.getByRole('button', { name: 'Copy as curl' })).toHaveCount(0);
  const [sent] = receiver.arrived;
  const digest = createHmac('sha256', secret).update(sent?.body ?? '');
  expect(sent?.headers['x-signature']).toBe(digest.digest('hex'));

  await detail.getByRole('button', { name: 'Edit and send…' }).click();
  const editor = page.getByRole('dialog', { name: 'Edit and send' });
  await expect(editor.getByLabel('Fault')).toHaveValue('other-encoding');
  await expect(editor.getByLabel('Message')).toHaveValue(sent?.body ?? '');
  await page.keyboard.press('Escape');
  await expect(editor).toHaveCount(0);
  await detail.getByRole('button', { name: 'Edit and send…' }).click();
  await editor.getByLabel('Message').fill('not {JSON');
  await editor.getByLabel('Fault').selectOption('none');
  await expectNoSideways(page);
  await editor.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => receiver.arrived.length).toBe(2);
  const [, edited] = receiver.arrived;
  expect(edited?.body).toBe('not {JSON');
  expect(edited?.headers['x-signature']).toBe(
    createHmac('sha256', secret).update('not {JSON').digest('base64'),
  );

  await page.getByRole('button', { name: 'Send again' }).click();
  await expect.poll(() => receiver.arrived.length).toBe(3);
  expect(receiver.arrived[2]).toMatchObject({
    body: sent?.body,
    headers: { 'x-signature': sent?.headers['x-signature'] },
  });
});

test('the rows of two webhooks on one host differ, on a phone too', async ({ page, request }) => {
  await using receiver = await Receiver.start();
  const urls = ['/first', '/second'].map((path) => new URL(path, receiver.url).href);
  for (const url of urls) await sendTests(request, await addWebhook(request, { url }), 1);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 740 });
    await page.goto('/deliveries');
    for (const url of urls)
      await expect(page.getByText(url.replace('http://', ''), { exact: true })).toBeVisible();
  }
  await expectNoSideways(page);
});

test('new deliveries wait while older ones are viewed; keys move through the rows', async ({
  page,
  request,
}) => {
  await using receiver = await Receiver.start();
  const id = await addWebhook(request, { url: receiver.url });
  await sendTests(request, id, 60);
  await page.goto('/deliveries');
  const list = page.getByRole('list', { name: 'Deliveries' });
  const focused = list.locator('a:focus');
  await list.getByRole('link').first().focus();
  await expect(focused).toHaveAttribute('href', '/deliveries/60');
  await page.keyboard.press('ArrowDown');
  await expect(focused).toHaveAttribute('href', '/deliveries/59');
  await page.keyboard.press('End');
  await expect(focused).toHaveAttribute('href', '/deliveries/1');
  await expect(focused).toBeInViewport();
  await sendTests(request, id, 2);
  await expect(page.getByRole('button', { name: '2 new' })).toBeVisible();
  await expect(focused).toHaveAttribute('href', '/deliveries/1');
  await expect(focused).toBeInViewport();

  // The position is remembered once scrolling stops.
  await expect.poll(() => page.evaluate('history.state.top ?? 0')).toBeGreaterThan(0);
  const top = await page.evaluate('history.state.top');
  await page.reload();
  await expect(list.locator(`a[href="/deliveries/${top}"]`)).toBeInViewport();
  await expect(list.locator('a[href="/deliveries/62"]')).toHaveCount(0);
});

test('a paused list stays still until it is resumed', async ({ page, request }) => {
  await using receiver = await Receiver.start();
  const id = await addWebhook(request, { url: receiver.url });
  await sendTests(request, id, 1);
  await page.goto('/deliveries');
  const rows = page.getByRole('list', { name: 'Deliveries' }).getByRole('link');
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Pause' }).click();
  await sendTests(request, id, 2);
  await expect(page.getByRole('button', { name: '2 new' })).toBeVisible();
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(rows).toHaveCount(3);
  await expect(page.getByRole('button', { name: 'new' })).toHaveCount(0);
});

test('the chart describes its data in text, and opens a delivery', async ({ page, request }) => {
  await using receiver = await Receiver.start((n) => ({ status: n % 2 === 1 ? 503 : 200 }));
  const id = await addWebhook(request, { url: receiver.url });
  await sendTests(request, id, 1);
  await page.goto('/deliveries');
  const chart = page.getByRole('img', { name: /^2 attempts: 1 acknowledged, 1 refused\. 1 ack, after / });
  await expect(chart).toBeVisible();
  await chart.locator('use').last().click();
  await expect(page).toHaveURL(/\/deliveries\/1$/);
  await page.getByRole('button', { name: 'Close the delivery' }).click();
  await page.getByText('The last 2 attempts in a chart').click();
  await expect(page.getByRole('img', { name: /ack/ })).toHaveCount(0);
  await page.reload();
  await expect(page.getByText('The last 2 attempts in a chart')).toBeVisible();
  await expect(page.getByRole('img', { name: /ack/ })).toHaveCount(0);
});
