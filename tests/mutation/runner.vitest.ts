import { defineConfig } from 'vitest/config';
import { testNames, withSlow } from './slow-tests.ts';

const files = [
  '{run,check-rule,needs,restart,flaky,retry-failed,check,check-options,unlearned,in-flight,create-state}',
  '{context,evidence,properties}/*',
  'rate/rate-guard',
  'receiver/receiver-lifecycle',
  'diagnosis/{at-times,crash}',
  'observation/learning/*',
];
const slowFiles = [
  '{budget,select}',
  'in-process/*',
  'diagnosis/{observer,stopped-responding}',
  'receiver/executed-receiver',
];

/** The runner's tests that take seconds: with their own rules, not the whole catalog. */
export default defineConfig({
  test: {
    include: [`tests/runner/{${[...files, ...(withSlow ? slowFiles : [])].join(',')}}.test.ts`],
    globalSetup: 'tests/temporary-folder.ts',
    testNamePattern: testNames,
    isolate: false,
    testTimeout: 60_000,
  },
});
