import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { freePort } from '../../bench/support/free-port.ts';
import { brokenReceivers, startExampleReceiver } from '../../fixtures/receivers/index.ts';
import { expect, expectAccessible, expectNoSideways, test } from './console-test.ts';
import { longCheck } from './long-check.ts';
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
  await expect(page.getByText('5 rules selected')).toBeVisible();
  await page.getByRole('button', { name: 'Check it' }).press('Enter');

  await expect(page).toHaveURL(/\/check\/[\w-]+$/);
  const failures = page.getByRole('region', { name: 'rule failed' });
  await expect(page.getByRole('navigation', { name: 'The report as a file' })).toBeVisible();
  await failures.getByRole('link', { name: 'method/' }).press('Enter');
  const row = page.getByRole('button', { name: /^failed/ });
  await expect(row).toBeFocused();
  await expect(page.locator('.finding dd').first()).toHaveText(/^(a|405)/);
  await expect(page.getByText(/^npx hookswitch check http.* --rules method\//)).toBeVisible();
  await page.getByText(/^Exchanges/).press('Enter');
  await page.locator('.exchange').first().locator('summary').press('Enter');
  await expect(page.locator('.exchange pre').first()).toContainText('X-Signature: ');
  await expect(page.locator('main')).not.toContainText(secret);
  await expectAccessible(page);

  await expect(page.getByRole('status').filter({ hasText: 'The check has ended: 1 failed' })).toBeAttached();

  await page.reload();
  await expect(row).toHaveAttribute('aria-expanded', 'true');
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

  await page.getByRole('link', { name: 'failed 1' }).click();
  await expect(page.locator('.rule-row')).toHaveCount(1);
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
  await expect(page.getByText('7 rules selected')).toBeVisible();
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
  await expect(page.locator('.rule-row')).toHaveCount(7);
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
    await page
      .getByRole('link', { name: /method\// })
      .first()
      .click();
    await expect(page.getByText(/^npx hookswitch check http.* --exec /)).toBeVisible();
    await expect(fetch(url)).rejects.toThrow();
  });
});

test('a check says what changed since the last one', async ({ page }) => {
  const receiver = await startExampleReceiver(broken('any-method-acknowledged').create({ secret }));
  await page.goto('/check');
  await page.getByLabel('Receiver URL').fill(receiver.url);
  await chooseOnly(page, 'method');
  for (const change of [/^Since the last check/, 'Since the last check: 1 still failing.']) {
    await page.getByLabel('Secret', { exact: true }).fill(secret);
    await page.getByRole('button', { name: 'Check it' }).click();
    await expect(page.getByRole('navigation', { name: 'The report as a file' })).toBeVisible();
    await expect(page.getByText(change)).toHaveCount(typeof change === 'string' ? 1 : 0);
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
  await expect(page.getByRole('button', { name: /^running/ }).first()).toBeVisible();
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
  await expect(page.getByRole('alert')).not.toContainText('--');
});

test('a long report stays usable: its evidence is collapsed, and shown in parts', async ({ page }) => {
  await page.route('**/api/checks/long', (route) => route.fulfill({ json: longCheck() }));
  await page.goto('/check/long?rule=retry/converges');
  await expect(page.getByRole('listitem').filter({ hasText: /^step 9 / })).toBeVisible();
  expect(await page.locator('pre').count()).toBe(0);
  await page.getByText('Exchanges: 200 attempts').click();
  await expect(page.locator('.exchange')).toHaveCount(20);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show all 200 attempts' }).click();
  await expect(page.locator('.exchange')).toHaveCount(200);
  await expect(page.getByText('how to check them')).toBeVisible();
  await page.getByText('how to check them').click();
  await expect(page.getByText(/Add an observer URL with \{sn\}/)).toBeVisible();
  await expectNoSideways(page);
});

test('the root cause is above the list of failures, with the output of the receiver', async ({ page }) => {
  const long = longCheck();
  const diagnosis = {
    cause: 'crash',
    title: 'Your receiver crashes.',
    fix: 'Catch exceptions.',
    evidence: ['it printed:', '  TypeError: x is null'],
    explains: ['retry/converges'],
  };
  const check = { ...long, report: { ...long.report, diagnosis } };
  await page.route('**/api/checks/long', (route) => route.fulfill({ json: check }));
  await page.goto('/check/long');
  const cause = page.getByRole('region', { name: 'Root cause' });
  await expect(cause.getByText('TypeError: x is null')).toHaveCSS('list-style-type', 'none');
  const [above, below] = await Promise.all([
    cause.boundingBox(),
    page.getByRole('region', { name: 'rules failed' }).boundingBox(),
  ]);
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
  await expectAccessible(page);
});

test('what lies behind the root cause is below it, the most harmful first, on a phone too', async ({
  page,
}) => {
  const long = longCheck();
  const [first] = long.report.results;
  const behind = ['signature-hex'];
  const failure = (id: string, harm: string, actual: string) => ({
    ...first,
    ...{
      id,
      harm,
      behind,
      verdict: 'fail',
      title: id,
      rerun: `npx hookswitch check --rules ${id} --adapt ${'x'.repeat(90)}`,
    },
    finding: { expected: 'unchanged', actual, fix: `Fix ${id}.` },
  });
  const diagnosis = {
    ...{ cause: 'signature-hex', title: 'Your receiver expects the signature in hex.' },
    ...{ fix: 'Base64-encode the digest.', evidence: [], explains: ['retry/converges'] },
  };
  const report = {
    ...long.report,
    diagnosis,
    behind: {
      adapted: [{ cause: 'signature-hex', words: 'hex signatures', passed: [] }],
      causes: [],
      results: [
        failure('message/keeps-values-as-sent', 'lenient', 'a value is cut'),
        failure('retry/applies-once', 'applies-twice-or-stale', '`applied` went from 1 to 4'),
      ],
      hidden: ['signature/rejects-other-encoding'],
    },
  };
  await page.route('**/api/checks/long', (route) => route.fulfill({ json: { ...long, report } }));
  await page.goto('/check/long');
  const part = page.getByRole('region', {
    name: 'Behind it, checked with hex signatures: 2 more failed rules',
  });
  await expect(part.getByRole('listitem')).toContainText([
    /retry\/applies-once.*went from 1 to 4.*Fix retry\/applies-once\..*--rules retry\/applies-once/,
    /message\/keeps-values-as-sent/,
  ]);
  await expect(
    part.getByText(/^Can't be checked before this is fixed: signature\/rejects-other-enc/),
  ).toBeVisible();
  const [cause, below] = await Promise.all([
    page.getByRole('region', { name: 'Root cause' }).boundingBox(),
    part.boundingBox(),
  ]);
  expect((cause?.y ?? 0) + (cause?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
  await expectAccessible(page);
  await expectNoSideways(page);
  // Nothing of the fix and the command is cut, on a phone either.
  const cut = part
    .getByRole('listitem')
    .locator('> :not(.muted)')
    .evaluateAll((all) =>
      all.filter((one) => one.scrollHeight > one.clientHeight + 1).map((one) => one.textContent),
    );
  expect(await cut).toEqual([]);
});

test('what a failure follows from is a link: to a cause, or to another rule', async ({ page }) => {
  const long = longCheck();
  const cause = (title: string) => ({ cause: 'crash', title, fix: 'Fix it.', evidence: [], explains: [] });
  const [first, second, third] = long.rules.filter(({ state }) => state === 'fail').map(({ id }) => id);
  const check = {
    ...long,
    failed: [first, second, third],
    failureNotes: {
      [first ?? '']: 'must, explained by cause 2, new',
      [second ?? '']: 'must, probably because of no. 3',
      [third ?? '']: 'must',
    },
    report: { ...long.report, diagnosis: cause('It crashes.'), otherCauses: [cause('It is slow.')] },
  };
  await page.route('**/api/checks/long', (route) => route.fulfill({ json: check }));
  await page.goto('/check/long');
  const failures = page.getByRole('region', { name: 'rules failed' });
  await expect(failures.getByRole('listitem').first()).toContainText('must, explained by cause 2, new');
  await failures.getByRole('link', { name: 'cause 2' }).click();
  await expect(page.getByRole('region', { name: 'cause 2' })).toBeInViewport();
  await expect(page).toHaveURL(/#cause-2$/);
  await failures.getByRole('link', { name: 'no. 3' }).click();
  await expect(page).toHaveURL(new RegExp(`rule=${encodeURIComponent(third ?? '')}`));
  await expectAccessible(page);
});

test('a finding shows all durations in one format', async ({ page }) => {
  const long = longCheck();
  const [first] = long.report.results;
  const observations = [{ sn: '36A', atMs: 1234.5, state: {} }];
  const results = [{ ...first, evidence: { ...first?.evidence, observations } }];
  const check = { ...long, report: { ...long.report, results } };
  await page.route('**/api/checks/long', (route) => route.fulfill({ json: check }));
  await page.goto('/check/long?rule=retry/converges');
  await page.getByText(/^Observed state/).click();
  await expect(page.getByText('after 1.23 s')).toBeVisible();
  await expect(page.getByText(/ 1.23 s /)).toBeVisible();
});

test('the header covers no part of an opened rule, on a phone either', async ({ page }) => {
  const long = longCheck();
  await page.route('**/api/checks/long', (route) => route.fulfill({ json: long }));
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 700 });
    await page.goto('/check/long?rule=retry/converges');
    const row = page.getByRole('button', { expanded: true });
    await expect(row).toBeFocused();
    const [header, opened] = await Promise.all([
      page.locator('.shell-header').boundingBox(),
      row.boundingBox(),
    ]);
    expect(opened?.y).toBeGreaterThanOrEqual((header?.y ?? 0) + (header?.height ?? 0));
  }
});

test('a rule opened by hand stays below the header when one above it closes', async ({ page }) => {
  await page.route('**/api/checks/long', (route) => route.fulfill({ json: longCheck() }));
  await page.setViewportSize({ width: 390, height: 500 });
  await page.goto('/check/long?rule=retry/converges');
  await expect(page.getByRole('button', { expanded: true })).toBeFocused();
  await page.getByText(/^Exchanges/).click();
  const below = page.locator('.rule-row').nth(1);
  await below.scrollIntoViewIfNeeded();
  await below.click();
  await expect(below).toHaveAttribute('aria-expanded', 'true');
  const [header, opened] = await Promise.all([
    page.locator('.shell-header').boundingBox(),
    below.boundingBox(),
  ]);
  expect(opened?.y).toBeGreaterThanOrEqual((header?.y ?? 0) + (header?.height ?? 0));
});

test('a long response takes two lines in the list of failures', async ({ page }) => {
  const long = longCheck();
  const rules = long.rules.map((rule) => ({ ...rule, state: 'fail', reason: 'x '.repeat(3000) }));
  await page.route('**/api/checks/long', (route) => route.fulfill({ json: { ...long, rules } }));
  await page.goto('/check/long');
  const reason = page.locator('.failure-reason').first();
  await expect(reason).toBeVisible();
  // Two lines of 1.5 rem at most, instead of a page.
  expect((await reason.boundingBox())?.height).toBeLessThan(60);
  await expectAccessible(page);
});

function broken(name: string) {
  const found = brokenReceivers.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no broken receiver ${name}`);
  return found;
}

async function chooseOnly(page: Page, wanted: string): Promise<void> {
  for (const group of groups) {
    if (group !== wanted) await page.getByLabel(new RegExp(`^${group} `)).uncheck();
  }
}

async function fill(page: Page, url: string): Promise<void> {
  await page.getByLabel('Receiver URL').fill(url);
  await page.getByLabel('Secret', { exact: true }).fill(secret);
}
