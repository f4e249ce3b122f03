import { defineConfig } from 'vitest/config';

/** Check whole receivers for seconds. */
const slow = [
  'checks by the calls',
  'lets a rule change',
  'checks by what it shows',
  'what a check says of an observer',
];

/** The tests of what observes a receiver, and of sequences. */
export default defineConfig({
  test: {
    include: [
      'tests/runner/{downstream,observation,sequences}/**/*.test.ts',
      'tests/runner/context/context-looks.test.ts',
    ],
    testNamePattern: new RegExp(`^(?!.*(${slow.join('|')}))`),
    setupFiles: 'tests/mutation/fewer-runs.ts',
    globalSetup: 'tests/temporary-folder.ts',
    isolate: false,
    testTimeout: 20_000,
  },
});
