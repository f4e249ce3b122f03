import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** The system's Chromium; otherwise the one from `npx playwright install chromium`. */
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/site',
  workers: 2,
  fullyParallel: true,
  // A busy machine takes longer.
  timeout: 300_000,
  expect: { timeout: 15_000 },
  reporter: [
    [
      'json',
      { outputFile: process.env.HOOKSWITCH_PLAYWRIGHT_JSON ?? '../../test-results/site-playwright.json' },
    ],
    ['line'],
  ],
  use: {
    trace: 'off',
    launchOptions: { ...(existsSync(chromium) ? { executablePath: chromium } : {}), args: ['--no-sandbox'] },
  },
});
