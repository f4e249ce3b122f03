import { defineConfig } from 'vitest/config';

/** The tests of the simulator, but for those that kill processes or fill a disk, and those of its load. */
export default defineConfig({
  test: {
    include: ['tests/simulator/**/*.test.ts'],
    exclude: [
      'tests/simulator/load/**',
      'tests/simulator/sender-kill.test.ts',
      'tests/simulator/journal/{kill,damage,full-disk}.test.ts',
    ],
    isolate: false,
    // A mutant that never answers is given up after this (ms).
    testTimeout: 5000,
  },
});
