import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { port, secret } from './receiver.ts';

const stateFile = join(mkdtempSync(join(tmpdir(), 'hookswitch-playwright-')), 'state.jsonl');

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  workers: 2,
  fullyParallel: true,
  reporter: [
    ['json', { outputFile: process.env.HOOKSWITCH_PLAYWRIGHT_JSON ?? '../../test-results/playwright.json' }],
    ['line'],
  ],
  webServer: {
    command: 'node ../../examples/express/server.mjs',
    port,
    env: { PORT: String(port), YCM_WEBHOOK_SECRET: secret, STATE_FILE: stateFile },
  },
});
