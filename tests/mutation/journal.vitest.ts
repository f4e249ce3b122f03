import { defineConfig } from 'vitest/config';

/** The tests of the journal but for those that kill processes, fill a disk, or compare whole lives of two journals. */
export default defineConfig({
  test: {
    include: ['tests/simulator/journal/*.test.ts'],
    exclude: ['tests/simulator/journal/{kill,damage,full-disk,likeness}.test.ts'],
    // Stryker runs tests in threads, where nobody may become somebody else.
    testNamePattern: /^(?!.*this user may not write)/,
    isolate: false,
    // They take half a second at most; what a mutation keeps waiting for ever fails soon, and the worker goes on.
    testTimeout: 5_000,
  },
});
