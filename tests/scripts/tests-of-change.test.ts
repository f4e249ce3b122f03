import { expect, it } from 'vitest';
import { rulesOf, testsOf } from '../../scripts/tests-of-change.mjs';

const ofRules = ['tests/suites/rules.test.ts', 'tests/suites/requirements.test.ts'];

it.each([
  ['text/secrets/redact.ts', ['tests/text/secrets/redact.test.ts']],
  ['tests/text/secrets/redact.test.ts', ['tests/text/secrets/redact.test.ts']],
  ['tests/text/no-test.ts', []],
  ['suites/signature/hides-timing.ts', ['tests/real-time/suites/signature/hides-timing.test.ts', ...ofRules]],
  ['suites/signature/rejects-empty.ts', ofRules],
  ['suites/message/values/names.ts', ['tests/suites/message/keeps-values-as-sent.test.ts', ...ofRules]],
  ['suites/message/index.ts', ofRules],
  ['README.md', []],
])('finds the tests of %s', (file, tests) => expect(testsOf(file)).toEqual(tests));

it('finds all tests of a folder for a file without its own', () => {
  const tests = testsOf('runner/evidence/record-attempt.ts');
  expect(tests).toContain('tests/runner/evidence/recorder.test.ts');
  expect(tests.every((test) => test.startsWith('tests/runner/evidence/'))).toBe(true);
});

it.each([
  ['suites/retry/applies-once.ts', ['retry/applies-once']],
  ['suites/message/items/own-times.ts', ['message/applies-every-item']],
  ['suites/index.ts', []],
  ['suites/message/index.ts', []],
  ['runner/run.ts', []],
])('finds the rules of %s', (file, rules) => expect(rulesOf(file)).toEqual(rules));
