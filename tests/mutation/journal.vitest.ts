import { defineConfig } from 'vitest/config';

/** The tests of the journal but for those that kill processes or fill a disk. */
export default defineConfig({
  test: {
    include: ['tests/simulator/journal/*.test.ts'],
    exclude: ['tests/simulator/journal/{kill,damage,full-disk}.test.ts'],
    isolate: false,
    testTimeout: 30_000,
  },
});
