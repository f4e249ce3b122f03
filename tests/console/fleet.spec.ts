import { expect, expectAccessible, expectNoSideways, test } from './console-test.ts';

test('an empty fleet says what to do, and an example fills it', async ({ page }) => {
  await page.goto('/fleet');
  await page.getByRole('button', { name: 'Add an example fleet' }).click();
  await expect(page.getByRole('article')).toHaveCount(5);
  await expectAccessible(page);
  await expectNoSideways(page);
});
