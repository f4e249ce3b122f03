import { defineConfig } from 'vitest/config';

/** The journal's tests, except those that kill processes or fill a disk. */
export default defineConfig({
  test: {
    include: ['tests/simulator/journal/*.test.ts'],
    exclude: ['tests/simulator/journal/{kill,damage,full-disk}.test.ts'],
    // Stryker runs tests in threads, which cannot change the user.
    testNamePattern: /^(?!.*this user may not write)/,
    globalSetup: 'tests/temporary-folder.ts',
    isolate: false,
    // They take a few seconds. A mutant that waits forever fails, and the worker continues.
    testTimeout: 20_000,
  },
});
