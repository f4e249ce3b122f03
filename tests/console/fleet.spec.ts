import type { APIRequestContext, Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSideways, test } from './console-test.ts';
import { addWebhook, Receiver } from './receiver.ts';

const [first, second, third] = ['3631A2150001ZK01', '3631A2150002ZK02', '3631A2150003ZK03'] as const;

test('an empty fleet says what to do, and an example fills it', async ({ page }) => {
  await page.goto('/fleet');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add an example fleet' }).click();
  await expect(page.getByRole('article')).toHaveCount(5);
  await page.getByRole('option').first().click();
  await expectAccessible(page);
  await expectNoSideways(page);
});

test('DIDs are assigned using only the keyboard, and the preview is what is pushed', async ({
  page,
  request,
}) => {
  await using receiver = await Receiver.start();
  await addWebhook(request, { url: receiver.url });
  await addExample(request);
  // As if the preview had been open for days.
  const updateTime = 1_773_110_920;
  await page.route('**/api/fleet/preview', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), updateTime } });
  });
  await page.goto('/fleet');
  const option = (did: string) => page.getByRole('option', { name: did });
  await option('10021204').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(option('10021205')).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: '2 DIDs selected' })).toBeVisible();

  await page.getByLabel('Assign to').focus();
  await page.keyboard.type(third);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: `Assign 2 DIDs to ${third}` });
  await expect(dialog.getByText('1 message will be pushed, 1 delivery in total.')).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'Messages to push' })).toBeFocused();
  await expect(dialog).toContainText(receiver.url);
  await expectAccessible(page);
  const [shown] = JSON.parse(
    (await dialog.getByRole('region', { name: 'Message 1 as JSON' }).textContent()) ?? '',
  );
  expect(receiver.arrived).toEqual([]);
  await dialog.getByRole('button', { name: 'Assign and push 1 delivery' }).focus();
  await page.keyboard.press('Enter');

  const done = page.getByRole('region', { name: 'Last change' });
  await expect(done).toContainText('acknowledged');
  await expect(done).toBeFocused();
  await expect(cardOf(page, third).getByRole('option')).toHaveText(['10021204', '10021205']);
  expect(JSON.parse(receiver.arrived[0]?.body ?? '')).toEqual([{ ...shown, updateTime }]);
  await done.getByRole('link', { name: 'Delivery 1' }).press('Enter');
  await expect(page).toHaveURL(/\/deliveries\/1$/);
});

test('DIDs are dragged to a Cloud PBX, to another one, and back to their trunk', async ({
  page,
  request,
}) => {
  await addExample(request);
  await page.goto('/fleet');
  const dialog = page.getByRole('dialog');
  const drag = (did: string, to: string) =>
    page.getByRole('option', { name: did }).dragTo(page.getByRole('article', { name: to }));

  await drag('10021204', third);
  await expect(dialog).toContainText('Nothing will be pushed: there is no webhook.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(cardOf(page, third)).toContainText('0 DIDs');

  await drag('10021204', third);
  await doIt(page);
  await expect(cardOf(page, third)).toContainText('1 DID');

  await drag('10021204', first);
  await expect(dialog).toContainText(`Step 1 of 2: Remove 1 DID from ${third}`);
  await doIt(page);
  await expect(dialog).toContainText(`Step 2 of 2: Assign 1 DID to ${first}`);
  await doIt(page);
  await expect(cardOf(page, first)).toContainText('4 DIDs');

  await drag('10021204', 'register-trunk-shared_32YFS4');
  await doIt(page);
  await expect(cardOf(page, first)).toContainText('3 DIDs');

  await page.getByRole('button', { name: 'Select all: Free DIDs of peer-trunk-shared_7KQW2B' }).click();
  await drag('20044507', second);
  await doIt(page);
  await expect(cardOf(page, second)).toContainText('9 DIDs');

  await page.getByRole('option', { name: '20044507' }).click();
  await page.getByRole('button', { name: 'Delete…', exact: true }).click();
  await doIt(page);
  await expect(cardOf(page, second)).toContainText('8 DIDs');
});

test('trunks and Cloud PBXs are created, resized, given another list, and deleted', {
  tag: '@first',
}, async ({ page, request }) => {
  await using receiver = await Receiver.start();
  await addWebhook(request, { url: receiver.url });
  await page.goto('/fleet');
  const dialog = page.getByRole('dialog');

  await page.getByRole('button', { name: 'Add trunk…' }).click();
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await expect(dialog).toContainText('Enter a name for the trunk.');
  await page.keyboard.type('shared');
  await dialog.getByLabel('First number').fill('+490099');
  await dialog.getByLabel('How many').fill('90');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText("Nothing will be pushed: YCM doesn't report this change.");
  await doIt(page);
  const trunk = page.getByRole('article', { name: 'shared' });
  await expect(trunk).toContainText('90 of 90 free');
  await page.getByRole('button', { name: 'Add DIDs to shared' }).click();
  await expect(dialog.getByLabel('First number')).toHaveValue('+490189');
  await dialog.getByLabel('How many').fill('0');
  await page.getByRole('button', { name: 'Preview messages' }).click();
  await expect(dialog).toContainText('Enter a whole number from 1 to 1000.');
  await dialog.getByLabel('How many').fill('1');
  await page.getByRole('button', { name: 'Preview messages' }).click();
  await doIt(page);
  await expect(trunk).toContainText('91 of 91 free');
  await page.getByRole('searchbox').fill('490101');
  await expect(page.getByRole('option')).toHaveText(['+490101']);
  await page.reload();
  await expect(page.getByRole('option')).toHaveText(['+490101']);
  await page.getByRole('searchbox').fill('');

  await page.getByRole('button', { name: 'Create Cloud PBX…' }).click();
  await expect(dialog.getByLabel('Serial number')).toHaveValue(/^36[A-Z]{12}ZK$/);
  await dialog.getByLabel('Serial number').fill('36NEW');
  await dialog.getByRole('option').first().click();
  await dialog
    .getByRole('option')
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await dialog.getByLabel(/^Assign capacity now/).check();
  await dialog.getByLabel('Extensions').fill('50');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Preview messages' }).click();
  await expect(dialog).toContainText('2 messages will be pushed');
  await dialog.getByRole('button', { name: 'Back' }).click();
  await expect(dialog.getByLabel('Extensions')).toHaveValue('50');
  await page.getByRole('button', { name: 'Preview messages' }).click();
  await doIt(page);
  await expect(cardOf(page, '36NEW')).toContainText('3 DIDs');

  await page.getByRole('button', { name: 'Resize 36NEW' }).click();
  await page.getByRole('button', { name: 'Preview messages' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Change at least one value');
  await dialog.getByLabel('Call recording').selectOption('no');
  await page.getByRole('button', { name: 'Preview messages' }).click();
  await doIt(page);

  await page.getByRole('button', { name: 'Replace DIDs of 36NEW' }).click();
  await expect(dialog).toContainText('3 of 91 selected');
  await dialog.getByRole('option').first().focus();
  await page.keyboard.press('Control+a');
  await expect(dialog).toContainText('91 of 91 selected');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Preview messages' }).click();
  await doIt(page);
  await expect(cardOf(page, '36NEW').getByRole('option')).toHaveText(['+490189']);

  await page.getByRole('button', { name: 'Delete trunk shared' }).click();
  await doIt(page);
  await page.getByRole('button', { name: 'Delete 36NEW' }).click();
  await dialog.getByRole('button', { name: 'Delete without pushing' }).click();
  await expect(page.getByText('No Cloud PBX and no trunk yet')).toBeVisible();
  await expect
    .poll(() =>
      receiver.arrived
        .flatMap(({ body }) => JSON.parse(body))
        .map(inWords)
        .sort(),
    )
    .toEqual(['capacity', 'capacity no', 'did_change 1', 'did_change 3', 'trunk_delete 0']);
});

test('the fleet is redrawn when someone else changes it', async ({ page, request }) => {
  await addExample(request);
  await page.goto('/fleet');
  await expect(cardOf(page, second)).toBeVisible();
  await expect(page.locator('.connection')).toContainText('Live');
  const answer = await request.post('/api/fleet/actions', { data: { action: 'delete-pbx', sn: second } });
  expect(answer.ok()).toBe(true);
  await expect(cardOf(page, second)).toHaveCount(0);
});

async function addExample(request: APIRequestContext): Promise<void> {
  expect((await request.post('/api/fleet/example')).ok()).toBe(true);
}

function cardOf(page: Page, sn: string) {
  return page.getByRole('article', { name: sn });
}

async function doIt(page: Page): Promise<void> {
  await page
    .getByRole('dialog')
    .getByRole('button', { name: / (and push|without pushing)/ })
    .click();
}

interface Message {
  event?: string;
  trunkDidInfoList?: unknown[];
  repository?: { enableCallRecording: string };
}

function inWords({ event, trunkDidInfoList, repository }: Message): string {
  if (event !== undefined) return `${event} ${trunkDidInfoList?.length}`;
  return repository?.enableCallRecording === 'no' ? 'capacity no' : 'capacity';
}
