import { expect, expectNoSideways, test } from './console-test.ts';
import { addWebhook } from './receiver.ts';

const places = ['Webhooks', 'Fleet', 'Deliveries', 'Inbox', 'Check'];

test('each of the five sections has its own address and title, and the skip link leads to its content', async ({
  page,
}) => {
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

test('no navigation label moves when another section is selected', async ({ page }) => {
  const links = page.getByRole('navigation', { name: 'Places' }).getByRole('link');
  const boxes = async () => {
    const found = await Promise.all((await links.all()).map((link) => link.boundingBox()));
    return found.map((box) => [box?.x, box?.width]);
  };
  await page.goto('/webhooks');
  const first = await boxes();
  expect(first).toHaveLength(places.length);
  await links.getByText('Check').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check');
  expect(await boxes()).toEqual(first);
});

test('every small button is at least 32 pixels high', async ({ page, request }) => {
  await addWebhook(request, { url: 'http://localhost:9/' });
  await page.goto('/webhooks');
  const buttons = page.getByRole('main').locator('.quiet');
  await expect(buttons).toHaveCount(6);
  for (const button of await buttons.all())
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(32);
});

test('every section fits on a phone while it is empty', async ({ page }) => {
  for (const place of places) {
    await page.goto(`/${place.toLowerCase()}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(place);
    await expect(page.getByRole('status').getByText('Live')).toBeVisible();
    await expectNoSideways(page);
  }
});

test('a page that lost its console says so, and recovers by itself', async ({ page, request }) => {
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
