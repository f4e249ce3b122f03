import { defineConfig } from '@playwright/test';

/** Run by playwright-adapter.test.ts, which passes the receiver's address. */
export default defineConfig({
  testDir: '.',
  testMatch: 'receiver.spec.ts',
  outputDir: process.env.OUTPUT_DIR ?? 'test-results',
  reporter: 'json',
});
