import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import type { RunningConsole } from '../../console/server/options.ts';
import { startConsole } from '../../console/server/start.ts';

export { expect };

/** The page built by `npm run build`, or a page elsewhere. */
export const pageFolder =
  process.env.CONSOLE_PAGE ?? fileURLToPath(new URL('../../dist/console', import.meta.url));

/** Each test has its own empty console; any error in the console or on its page fails the test. */
export const test = base.extend<{
  running: RunningConsole;
  host: string | undefined;
  exec: string | undefined;
}>({
  /** For `test.use`: where the console listens; default: only this machine. */
  host: [undefined, { option: true }],
  /** For `test.use`: the command that starts the receiver of a check; default none. */
  exec: [undefined, { option: true }],
  running: async ({ host, exec }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'hookswitch-console-'));
    const mistakes: string[] = [];
    const running = await startConsole({
      folder,
      port: 0,
      host,
      inboxPort: 0,
      allowHosts: [],
      exec: exec === undefined ? undefined : { command: exec, env: process.env, cwd: folder },
      pageFolder,
      onInternalError: (sentence) => mistakes.push(sentence),
    });
    await use(running);
    await running.close();
    rmSync(folder, { recursive: true, force: true });
    expect(mistakes).toEqual([]);
  },
  baseURL: ({ running }, use) => use(onThisMachine(running.url)),
  page: async ({ page }, use) => {
    const mistakes: string[] = [];
    page.on('pageerror', (error) => mistakes.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text()))
        mistakes.push(message.text());
    });
    await use(page);
    expect(mistakes).toEqual([]);
  },
});

/** The address, for a browser on this machine, of a console that listens on every address. */
export function onThisMachine(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:');
}

/** Expects no axe findings, in light and in dark mode, which differ only in colors. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const axe = new AxeBuilder({ page });
    const { violations } = await (colorScheme === 'light' ? axe : axe.withRules('color-contrast')).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    expect(found, colorScheme).toEqual([]);
  }
}

/** Expects nothing wider than a 360 pixel phone. */
export async function expectNoSideways(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  const width = await page.evaluate('document.documentElement.scrollWidth');
  expect(width).toBeLessThanOrEqual(360);
}
