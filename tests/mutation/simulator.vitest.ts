import { defineConfig } from 'vitest/config';

/** The tests of the simulator but for those of its journal, and those that kill processes. */
export default defineConfig({
  test: {
    include: ['tests/simulator/**/*.test.ts'],
    exclude: ['tests/simulator/journal/**', 'tests/simulator/sender/sender-kill.test.ts'],
    // Spoils thousands of scenarios.
    testNamePattern: /^(?!.*however it was spoilt)/,
    globalSetup: 'tests/temporary-folder.ts',
    isolate: false,
    // A mutant that never answers is given up after this (ms).
    testTimeout: 20_000,
  },
});
