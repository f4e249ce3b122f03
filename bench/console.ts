import { existsSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import { startConsoleProcess, Traffic } from './console-traffic.ts';
import { type Bench, type Figure, median } from './figure.ts';
import { startReceiver } from './receiver.ts';
import { inFolder } from './support/in-folder.ts';

const stored = 10_000;
const perSecond = 1000;
const loads = 5;
const measuredSeconds = 5;

/**
 * The page of `hookswitch console` in Chromium: how soon it is usable with 10,000 stored deliveries, and how many frames it renders while
 * 1,000 deliveries a second arrive. The console, its receiver, the load and the browser share the machine.
 */
export const consolePage: Bench = () => inFolder(measureIn);

async function measureIn(folder: string): Promise<Figure[]> {
  const receiver = await startReceiver();
  const served = await startConsoleProcess(folder);
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch(existsSync(executablePath) ? { executablePath } : {});
  try {
    const traffic = await Traffic.prepare(served.url, new URL(receiver.url).origin);
    await traffic.push(stored, perSecond);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const usableMs: number[] = [];
    for (let n = 0; n < loads; n += 1) usableMs.push(await usableAfterMs(page, served.url));
    const idle = await framesPerSecond(page);
    const arriving = traffic.push((measuredSeconds + 2) * perSecond, perSecond);
    const busy = await framesPerSecond(page);
    const rate = Math.round(await arriving);
    return [
      {
        what: `the console's deliveries with ${stored} stored, until a row can be clicked`,
        value: median(usableMs),
        unit: 'ms',
        atMost: 1000,
        how: `median of ${loads} loads, from the start of the navigation`,
      },
      {
        what: `a frame of the console's page while ${rate} deliveries a second arrive`,
        value: 1000 / busy,
        unit: 'ms',
        atMost: 20,
        how: `mean of ${measuredSeconds} s, ${Math.round(1000 / idle)} ms when none arrive; 20 ms are 50 frames a second`,
      },
    ];
  } finally {
    await browser.close();
    served.stop();
    receiver.stop();
  }
}

async function usableAfterMs(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/deliveries`, { waitUntil: 'commit' });
  await page.locator('.delivery-line').first().click({ trial: true });
  return page.evaluate('performance.now()');
}

function framesPerSecond(page: Page): Promise<number> {
  return page.evaluate(`new Promise((resolve) => {
    let frames = 0;
    const begin = performance.now();
    const count = (now) => {
      frames += 1;
      if (now - begin < ${measuredSeconds * 1000}) requestAnimationFrame(count);
      else resolve((frames * 1000) / (now - begin));
    };
    requestAnimationFrame(count);
  })`);
}
