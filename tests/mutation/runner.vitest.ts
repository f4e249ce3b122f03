import { defineConfig } from 'vitest/config';
import { notSlow } from './slow-tests.ts';

const files = [
  '{run,run-*,prepare,check-rule,rule-turn,needs,restart,flaky,retry-failed,check,check-waits}',
  '{check-options,unlearned,in-flight,create-state}',
  '{context,evidence,properties}/*',
  'rate/rate-guard',
  'receiver/{receiver-lifecycle,lifecycle-limits}',
  'diagnosis/{at-times,crash}',
  'observation/learning/*',
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
