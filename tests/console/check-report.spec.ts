import type { Page } from '@playwright/test';
import { renderReport } from '../../reports/index.ts';
import type { Report } from '../../schemas/generated/types.ts';
import { reportSaying } from '../reports/support/hostile-everywhere.ts';
import { hostile, sampleReport } from '../reports/support/sample-report.ts';
import { expect, expectAccessible, expectNoSideways, test } from './console-test.ts';

/** Opens a finished check with this report. */
async function openCheck(page: Page, report: Report, query = ''): Promise<void> {
  const { startedAt, receiver, summary, results } = report;
  const { length } = results;
  const counts = { checked: length, total: length, summary };
  const row = { id: 'seen', startedAt, url: receiver.url, method: 'POST', state: 'done', ...counts };
  const rules = results.map(({ id, verdict, need }) => ({ id, state: verdict, need }));
  await page.route('**/api/checks/seen', (route) => route.fulfill({ json: { row, rules, report } }));
  const answer = { contentType: 'text/html', body: renderReport('html', report) };
  await page.route('**/api/checks/seen/report/html', (route) => route.fulfill(answer));
  await page.goto(`/check/seen${query}`);
}

const cause = {
  ...{ cause: 'crash' as const, title: 'Your receiver crashes.', fix: 'Catch exceptions.' },
  ...{ evidence: ['it printed:', '  TypeError: x is null'], explains: ['signature/rejects-tampered-body'] },
};

test('the report of a check is the HTML report, with its links and filters', async ({ page }) => {
  await openCheck(page, { ...sampleReport(), diagnosis: cause });
  const report = page.frameLocator('iframe[title="Report"]');
  await expect(report.getByRole('note', { name: 'root cause' })).toContainText('TypeError: x is null');
  await report.getByRole('link', { name: 'message/limits-size', exact: true }).click();
  const rule = report.locator('article[id="message/limits-size"]');
  await expect(rule.getByText('Compute the HMAC')).toBeVisible();
  await expect(rule).toBeInViewport();
  await report.getByRole('link', { name: 'the diagnosis' }).first().click();
  await expect(report.getByRole('note', { name: 'root cause' })).toBeInViewport();
  await report.getByLabel('Find a rule').fill('tampered');
  await expect(report.getByText('1 of 10 rules shown')).toBeVisible();
  await expectAccessible(page);
  await page.getByText('2 rules skipped').click();
  await expect(page.getByText(/Add an observer URL with \{sn\}/)).toBeVisible();
  await expectNoSideways(page);
});

test('an address opens a rule of the report, on a phone too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await openCheck(page, sampleReport(), '?rule=message/limits-size');
  const rule = page.frameLocator('iframe[title="Report"]').locator('article[id="message/limits-size"]');
  await expect(rule.getByText('Compute the HMAC')).toBeVisible();
});

/** Whatever a policy refuses is an error in the browser's console, which fails a test. */
test('the report runs nothing of what a receiver wrote, and reaches no session', async ({ page }) => {
  await openCheck(page, reportSaying(hostile));
  const report = page.frameLocator('iframe[title="Report"]');
  await expect(report.locator('#filters')).toBeVisible();
  expect(await report.locator('img').count()).toBe(0);
  const [, frame] = page.frames();
  // Its origin is opaque.
  expect(await frame?.evaluate('self.origin')).toBe('null');
  await expect(frame?.evaluate('localStorage.length')).rejects.toThrow('SecurityError');
});
