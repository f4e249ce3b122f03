import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    isolate: false,
    maxConcurrency: 8,
    // Most tests wait: for answers, timeouts and processes.
    maxWorkers: 2,
    testTimeout: 120_000,
    reporters: process.env.HOOKSWITCH_TEST_JSON
      ? ['default', ['json', { outputFile: process.env.HOOKSWITCH_TEST_JSON }]]
      : ['default'],
  },
});
