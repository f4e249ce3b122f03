import { defineConfig } from 'vitest/config';

/** These check whole receivers for seconds. */
const slow = [
  'checks a receiver by its calls',
  'lets a rule change',
  'checks the state that it shows',
  'what a check says about an observer',
];

/** The tests of observers and sequences. */
export default defineConfig({
  test: {
    include: [
      'tests/runner/{downstream,observation,sequences}/**/*.test.ts',
      'tests/runner/context/context-observations.test.ts',
    ],
    testNamePattern: new RegExp(`^(?!.*(${slow.join('|')}))`),
    setupFiles: 'tests/mutation/fewer-runs.ts',
    globalSetup: 'tests/temporary-folder.ts',
    isolate: false,
    testTimeout: 20_000,
  },
});
