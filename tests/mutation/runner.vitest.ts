import { defineConfig } from 'vitest/config';
import { notSlow } from './slow-tests.ts';

const files = [
  'run',
  'check-rule',
  'needs',
  'context/*',
  'properties/for-all',
  'restart',
  'receiver/receiver-lifecycle',
  'flaky',
  'retry-failed',
  'evidence/recorder',
  'check',
  'check-options',
];

/** The runner's tests that take seconds: with their own rules, not the whole catalog. */
export default defineConfig({
  test: {
    include: [`tests/runner/{${files.join(',')}}.test.ts`],
    globalSetup: 'tests/temporary-folder.ts',
    testNamePattern: notSlow,
    isolate: false,
    testTimeout: 20_000,
  },
});
