import { defineConfig } from 'vitest/config';

/** The tests of the load within this process. */
export default defineConfig({
  test: {
    include: ['tests/load/{,engine/,workload/}*.test.ts'],
    globalSetup: 'tests/temporary-folder.ts',
    isolate: false,
    // They take some seconds at most; what a mutation keeps waiting for ever fails, and the worker goes on.
    testTimeout: 10_000,
  },
});
