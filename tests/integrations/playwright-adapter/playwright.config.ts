import { defineConfig } from '@playwright/test';

/** Run by playwright-adapter.test.ts, which says where the receiver listens. */
export default defineConfig({
  testDir: '.',
  testMatch: 'receiver.spec.ts',
  outputDir: process.env.OUTPUT_DIR ?? 'test-results',
  reporter: 'json',
});
