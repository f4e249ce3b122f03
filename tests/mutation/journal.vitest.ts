import { defineConfig } from 'vitest/config';

/** The tests of the journal but for those that kill processes or fill a disk. */
export default defineConfig({
  test: {
    include: ['tests/simulator/journal/*.test.ts'],
    exclude: ['tests/simulator/journal/{kill,damage,full-disk}.test.ts'],
    // Stryker runs tests in threads, where nobody may become somebody else.
    testNamePattern: /^(?!.*this user may not write)/,
    globalSetup: 'tests/temporary-folder.ts',
    isolate: false,
    // They take some seconds at most; what a mutation keeps waiting for ever fails, and the worker goes on.
    testTimeout: 20_000,
  },
});
