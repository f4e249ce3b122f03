import { defineConfig } from 'vitest/config';

const files = [
  'run',
  'needs',
  'context/*',
  'properties/for-all',
  'restart',
  'receiver/receiver-life',
  'flaky',
  'retry-failed',
  'evidence/recorder',
  'check',
  'check-options',
];

/** The tests of the runner that take seconds: by rules of their own, not by the whole catalog. */
export default defineConfig({
  test: {
    include: [`tests/runner/{${files.join(',')}}.test.ts`],
    globalSetup: 'tests/temporary-folder.ts',
    // Measures for ten seconds how much a receiver takes.
    testNamePattern: /^(?!.*takes nothing)/,
    isolate: false,
    testTimeout: 20_000,
  },
});
