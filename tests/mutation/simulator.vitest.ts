import { defineConfig } from 'vitest/config';

/** The simulator's tests, except those of its journal and those that kill processes. */
export default defineConfig({
  test: {
    include: ['tests/{,real-time/}simulator/**/*.test.ts'],
    exclude: ['tests/simulator/journal/**', 'tests/simulator/sender/sender-kill.test.ts'],
    // Corrupts thousands of scenarios.
    testNamePattern: /^(?!.*however it was corrupted)/,
    globalSetup: 'tests/temporary-folder.ts',
    isolate: false,
    // A mutant that never answers is abandoned after this (ms).
    testTimeout: 20_000,
  },
});
