import { defineConfig } from 'vitest/config';

/** The tests of the simulator but for those of its load and its journal, and those that kill processes. */
export default defineConfig({
  test: {
    include: ['tests/simulator/**/*.test.ts', 'tests/cli/explain-signature.test.ts'],
    exclude: ['tests/simulator/{load,journal}/**', 'tests/simulator/sender-kill.test.ts'],
    globalSetup: 'tests/temporary-folder.ts',
    isolate: false,
    // A mutant that never answers is given up after this (ms).
    testTimeout: 10_000,
  },
});
