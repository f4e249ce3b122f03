import { defineConfig } from 'vitest/config';

/** These wait or check for seconds. */
const slow = [
  'checks a receiver by its calls',
  'lets a rule change',
  'checks the state that it shows',
  'what a check says about an observer',
  'the first call may come after a long queue',
  'shows a change in several steps after the last step',
  'shows a change as soon as it has settled',
  'is settled after the settling time when',
  'comes within the settling time',
  'is known for each, acknowledged or not',
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
