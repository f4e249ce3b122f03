import { defineConfig } from 'vitest/config';

/** The load tests that run in this process. */
export default defineConfig({
  test: {
    include: ['tests/load/{,engine/,workload/}*.test.ts', 'tests/real-time/load/engine/*.test.ts'],
    globalSetup: 'tests/temporary-folder.ts',
    isolate: false,
    // They take a few seconds. A mutant that waits forever fails, and the worker continues.
    testTimeout: 10_000,
  },
});
