import { defineConfig } from 'vitest/config';
import { notSlow } from './slow-tests.ts';

const files = [
  'check/{check,check-options,check-waits,create-state,prepare,unlearned}',
  'diagnosis/{at-times,crash}',
  'observation/learning/*',
  'runner/{run,run-*,check-rule,rule-turn,needs,restart,flaky,retry-failed}',
  'runner/{context,evidence,properties}/*',
  'runner/sending/{in-flight,rate-guard,sending}',
  'runner/watching/{learning,learning-*}',
];

/** The runner's tests that take seconds: with their own rules, not the whole catalog. */
export default defineConfig({
  test: {
    include: [`tests/{${files.join(',')}}.test.ts`],
    globalSetup: 'tests/temporary-folder.ts',
    testNamePattern: notSlow,
    isolate: false,
    testTimeout: 20_000,
  },
});
