import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderReport } from '../../../reports/index.ts';
import type { Report } from '../../../schemas/generated/types.ts';
import { hasBrowser, launch } from '../support/browser.ts';
import { reportSaying } from '../support/hostile-everywhere.ts';
import { groundOfPage, lowestContrast } from '../support/in-page.ts';
import {
  failed,
  hostile,
  knownReport,
  report as reportOf,
  result,
  sampleReport,
} from '../support/sample-report.ts';

/** The largest kind of report: a diagnosis that explains some of fifteen failures, and fifty passed rules. */
function fifteenFailures(): Report {
  const failures = Array.from({ length: 15 }, (_, n) => failed({ id: `signature/rejects-something-${n}` }));
  const passed = Array.from({ length: 50 }, (_, n) => result({ id: `message/accepts-something-${n}` }));
  return reportOf([...failures, ...passed], {
    diagnosis: {
      cause: 'no-signature-check',
      title: "Your receiver doesn't check signatures: anyone can forge messages.",
      fix: 'Compare X-Signature with Base64(HMAC-SHA256(secret, raw body)).',
      evidence: [
        'sent a message without an X-Signature header: 200 OK',
        'sent a message with an empty one: 200 OK',
      ],
      explains: failures.slice(5).map(({ id }) => id),
    },
  });
}

describe.skipIf(!hasBrowser)('the HTML report in a browser', () => {
  let browser: Browser;
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  afterAll(() => browser.close());

  /** Records what the browser blocked, failed to run, or was asked to show. */
  async function open(report: Report, options: BrowserContextOptions = {}, hash = ''): Promise<Page> {
    const file = join(mkdtempSync(join(tmpdir(), 'hookswitch-html-')), 'report.html');
    writeFileSync(file, renderReport('html', report));
    const page = await (await browser.newContext(options)).newPage();
    complaints.length = 0;
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => {
      complaints.push(dialog.message());
      return dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!request.isNavigationRequest()) complaints.push(request.url());
    });
    await page.goto(`${pathToFileURL(file)}${hash}`);
    return page;
  }

  const shownIds = (page: Page) =>
    page.locator('article:visible').evaluateAll((all) => all.map(({ id }) => id));

  it('shows only the selected verdicts, levels and search words', async () => {
    const report = knownReport();
    const page = await open(report);
    expect((await shownIds(page)).sort()).toEqual(['message/limits-size', 'retry/applies-once']);
    await page.getByRole('checkbox', { name: 'failed 2' }).uncheck();
    expect(await shownIds(page)).toEqual(['signature/accepts-genuine', 'retry/converges']);
    await page.getByRole('checkbox', { name: 'known 1' }).uncheck();
    expect(await shownIds(page)).toEqual(['retry/converges']);
    expect(await page.getByRole('status').textContent()).toBe('1 of 4 rules shown');
    await page.getByRole('checkbox', { name: 'failed 2' }).check();
    await page.getByRole('checkbox', { name: 'must' }).uncheck();
    expect(await shownIds(page)).toEqual(['message/limits-size']);
    expect(await page.locator('section:visible h2').allTextContents()).toEqual(['Failed 1 of 2']);
    await page.getByRole('checkbox', { name: 'must' }).check();
    await page.getByRole('searchbox').fill('ONCE retry');
    expect(await shownIds(page)).toEqual(['retry/applies-once']);
    expect(complaints).toEqual([]);
  });

  it('says so when no rules match', async () => {
    const page = await open(sampleReport());
    const none = page.getByText('No rules match.');
    expect(await none.isVisible()).toBe(false);
    await page.getByRole('searchbox').fill('zzz');
    expect(await none.isVisible()).toBe(true);
    expect(await shownIds(page)).toEqual([]);
  });

  it('shows the diagnosis and a link to each failure on the first screen, and is at most six screens tall', async () => {
    const viewport = { width: 1280, height: 800 };
    const page = await open(fifteenFailures(), { viewport });
    const failures = page.getByRole('navigation', { name: 'Failed rules' }).getByRole('listitem');
    expect(await failures.count()).toBe(15);
    const last = failures.last().getByRole('link').first();
    const bottom = await last.evaluate((link) => link.getBoundingClientRect().bottom);
    expect(bottom).toBeLessThan(viewport.height);
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBeLessThanOrEqual(6 * 800);
    await last.click();
    await expect.poll(() => page.locator('article:target > details').getAttribute('open')).toBe('');
  });

  it('loses nothing at phone width', async () => {
    const page = await open(fifteenFailures(), { viewport: { width: 390, height: 844 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    expect(await page.locator('article:visible .took').first().isVisible()).toBe(true);
  });

  it('expands every failure for print, and collapses it again', async () => {
    const page = await open(fifteenFailures());
    const openOnes = () => page.locator('article.fail > details[open]').count();
    expect(await openOnes()).toBe(1);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await openOnes()).toBe(15);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await openOnes()).toBe(1);
  });

  it('opens the rule of a link, even if it is collapsed or filtered out', async () => {
    const page = await open(sampleReport(), {}, '#signature/rejects-missing');
    const rule = page.locator('[id="signature/rejects-missing"]');
    expect(await rule.locator('.detail').isVisible()).toBe(true);
    const next = page.locator('[id="signature/accepts-genuine"]');
    await page.getByRole('searchbox').fill('missing');
    expect(await next.isVisible()).toBe(false);
    await page.evaluate("location.hash = '#signature/accepts-genuine'");
    await next.waitFor({ state: 'visible' });
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
  });

  it('runs no script, loads nothing and keeps its layout, whatever a receiver wrote', async () => {
    const page = await open(reportSaying(hostile));
    await page.locator('details').evaluateAll((all) => {
      for (const details of all) details.setAttribute('open', '');
    });
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('article').count()).toBe(sampleReport().results.length);
    expect(complaints).toEqual([]);
  });

  it.each([
    ['the sample', sampleReport()],
    ['hostile text everywhere', reportSaying(hostile)],
    ['a baseline', knownReport()],
  ])('is at most as wide as a 360 px phone: %s', async (_, report) => {
    const page = await open(report, { viewport: { width: 360, height: 640 }, isMobile: true });
    await page.locator('details').evaluateAll((all) => {
      for (const details of all) details.setAttribute('open', '');
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  it('is legible in light and dark mode, with a contrast of at least 4.5 to 1', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open(sampleReport(), { colorScheme });
      const ground = await page.evaluate<string>(groundOfPage);
      const isDark = Number(ground.match(/\d+/)) < 128;
      expect(isDark).toBe(colorScheme === 'dark');
      expect(await page.evaluate<number>(lowestContrast)).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('prints on white, without controls that only work on a screen', async () => {
    const page = await open(sampleReport(), { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(groundOfPage)).toBe('rgb(255, 255, 255)');
    for (const selector of ['.filters', '.copy', '.permalink'])
      expect(await page.locator(selector).first().isVisible()).toBe(false);
    expect(await page.evaluate<number>(lowestContrast)).toBeGreaterThanOrEqual(4.5);
  });

  it('is complete without scripts, and then has no useless filter', async () => {
    const page = await open(sampleReport(), { javaScriptEnabled: false });
    for (const fold of await page.locator('.fold > summary').all()) await fold.click();
    expect(await page.locator('article:visible').count()).toBe(sampleReport().results.length);
    expect(await page.locator('.filters').isVisible()).toBe(false);
  });
});
