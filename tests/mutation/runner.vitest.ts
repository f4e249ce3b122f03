import { defineConfig } from 'vitest/config';

const files = [
  'run',
  'needs',
  'context',
  'context-looks',
  'for-all',
  'restart',
  'receiver-life',
  'flaky',
  'try-again',
  'expect',
  'recorder',
  'send-once-more',
  'check',
  'check-options',
];

/** The tests of the runner that take seconds: by rules of their own, not by the whole catalogue. */
export default defineConfig({
  test: {
    include: [`tests/suites/{${files.join(',')}}.test.ts`],
    globalSetup: 'tests/temporary-folder.ts',
    isolate: false,
    testTimeout: 10_000,
  },
});
