import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, launch } from '../../reports/support/browser.ts';
import { type Answer, env, status, withReceiver } from '../../support/recording-receiver.ts';
import { runCli } from '../../support/run-cli.ts';

/** What a reader can't see: content outside the page, tables that scroll, chart labels outside their chart. */
const cutOff = `
(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const isOutside = (text) => {
    const [inner, outer] = [text, text.ownerSVGElement].map((element) => element.getBoundingClientRect());
    return inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1;
  };
  return [
    ...(scrollWidth > clientWidth ? ['the page: ' + scrollWidth + ' px'] : []),
    ...[...document.querySelectorAll('.wide')].filter((box) => box.scrollWidth > box.clientWidth).map((box) => 'a table: ' + box.textContent),
    ...[...document.querySelectorAll('svg text')].filter(isOutside).map((text) => 'a label: ' + text.textContent),
  ];
})()`;

/** The size of the largest chart label on screen, and of body text (px). */
const textSizes = `
(() => {
  const sizeOf = (element) => parseFloat(getComputedStyle(element).fontSize);
  const labels = [...document.querySelectorAll('svg text')].map((text) => {
    const svg = text.ownerSVGElement;
    return sizeOf(text) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  });
  return { labels: labels.length, largest: Math.max(...labels), body: sizeOf(document.body) };
})()`;

/** How many lines high the numbers of the table of times are. */
const timeHeights = `
(() => [...document.querySelectorAll('.times td:not(.words)')].map((cell) => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  return range.getBoundingClientRect().height / parseFloat(getComputedStyle(cell).fontSize);
}))()`;

describe.skipIf(!hasBrowser)('the HTML load report in a browser', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'hookswitch-load-html-')), 'load.html');
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch();
    const argv = [
      '--rate',
      '100',
      '--count',
      '120',
      '--forged',
      '10%',
      '--repeated',
      '10%',
      '--retries',
      '1',
    ];
    const answer: Answer = (response, request, n, incoming) =>
      status(n % 9 === 0 ? 503 : 204)(response, request, n, incoming);
    await withReceiver(answer, ({ url }) =>
      runCli(['load', url, ...argv, '--set-profile', 'retryDelayMs=1', '--report', `html=${file}`], { env }),
    );
  }, 120_000);
  afterAll(() => browser.close());

  async function open(options: BrowserContextOptions) {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(`${pathToFileURL(file)}`);
    return page;
  }

  it.each([390, 1280])('cuts nothing off at %i px, and has no label larger than body text', async (width) => {
    const page = await open({ viewport: { width, height: 844 } });
    expect(await page.evaluate(cutOff)).toEqual([]);
    const { labels, largest, body } = await page.evaluate<Record<string, number>>(textSizes);
    expect(labels).toBeGreaterThan(10);
    expect(largest).toBeLessThanOrEqual(body ?? 0);
  });

  it('breaks no time into two lines on a phone', async () => {
    const page = await open({ viewport: { width: 390, height: 844 } });
    const heights = await page.evaluate<number[]>(timeHeights);
    expect(heights.length).toBeGreaterThan(10);
    expect(Math.max(...heights)).toBeLessThan(1.8);
  });

  it.each(['light', 'dark'] as const)('is accessible and legible in %s mode', async (colorScheme) => {
    const { violations } = await new AxeBuilder({ page: await open({ colorScheme }) }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
      [],
    );
  });
});
