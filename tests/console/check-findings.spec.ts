import { expect, expectAccessible, expectNoSideways, test } from './console-test.ts';
import { longCheck } from './long-check.ts';

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
  const failure = (id: string, severity: string, actual: string) => ({
    ...first,
    ...{
      id,
      severity,
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
