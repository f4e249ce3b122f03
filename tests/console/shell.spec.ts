import { expect, expectNoSideways, test } from './console-test.ts';
import { addWebhook } from './receiver.ts';

const places = ['Webhooks', 'Fleet', 'Deliveries', 'Inbox', 'Check'];

test('five places, each with its own address, by pointer and by keyboard', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/webhooks$/);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  const nav = page.getByRole('navigation', { name: 'Places' });
  for (const place of places) {
    await nav.getByRole('link', { name: place }).click();
    await expect(page).toHaveURL(new RegExp(`/${place.toLowerCase()}$`));
    await expect(page).toHaveTitle(`${place} – Hookswitch`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(place);
    await expect(nav.getByRole('link', { name: place })).toHaveAttribute('aria-current', 'page');
  }
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inbox');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Inbox');
});

test('every place fits on a phone while it is empty', async ({ page }) => {
  for (const place of places) {
    await page.goto(`/${place.toLowerCase()}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(place);
    await expect(page.getByRole('status').getByText('Live')).toBeVisible();
    await expectNoSideways(page);
  }
});

test('a page that lost its console says so, and comes back by itself', async ({ page, request }) => {
  await page.route('**/api/**', (route) => route.abort());
  await page.goto('/webhooks');
  await expect(page.getByText('Not connected')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Check that hookswitch console is still running');
  await addWebhook(request, { url: 'http://localhost:1/hook' });
  await page.unroute('**/api/**');
  await expect(page.getByRole('status').getByText('Live')).toBeVisible();
  await expect(page.getByRole('row', { name: 'http://localhost:1/hook' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});
