import { defineConfig } from 'vitest/config';
import { notSlow } from './slow-tests.ts';

/** The tests of observers and sequences. */
export default defineConfig({
  test: {
    include: [
      'tests/{observation,runner/{downstream,watching},suites/retry/sequences}/**/*.test.ts',
      'tests/runner/context/context-observations.test.ts',
    ],
    testNamePattern: notSlow,
    setupFiles: 'tests/mutation/fewer-runs.ts',
    globalSetup: 'tests/temporary-folder.ts',
    isolate: false,
    testTimeout: 20_000,
  },
});
