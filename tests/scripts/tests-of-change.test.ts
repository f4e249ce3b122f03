import { describe, expect, it } from 'vitest';
import { changedRows, rulesOf, testsOf } from '../../scripts/tests-of-change.mjs';

const ofRules = ['tests/suites/rules.test.ts', 'tests/suites/requirements.test.ts'];

it.each([
  ['text/secrets/redact.ts', ['tests/text/secrets/redact.test.ts']],
  ['tests/text/secrets/redact.test.ts', ['tests/text/secrets/redact.test.ts']],
  ['tests/text/no-test.ts', []],
  ['suites/signature/hides-timing.ts', ['tests/real-time/suites/signature/hides-timing.test.ts', ...ofRules]],
  ['suites/signature/rejects.ts', ofRules],
  ['suites/message/values/names.ts', ['tests/suites/message/keeps-values-as-sent.test.ts', ...ofRules]],
  ['suites/message/index.ts', ofRules],
  ['README.md', []],
])('finds the tests of %s', (file, tests) => expect(testsOf(file)).toEqual(tests));

it('finds all tests of a folder for a file without its own', () => {
  const tests = testsOf('runner/evidence/record-attempt.ts');
  expect(tests).toContain('tests/runner/evidence/evidence.test.ts');
  expect(tests.every((test) => test.startsWith('tests/runner/evidence/'))).toBe(true);
});

it.each([
  ['suites/retry/applies-once.ts', ['retry/applies-once']],
  ['suites/message/items/own-times.ts', ['message/applies-every-item']],
  [
    'suites/signature/rejects.ts',
    expect.arrayContaining(['signature/rejects-empty', 'signature/rejects-missing']),
  ],
  ['suites/index.ts', []],
  ['suites/message/index.ts', []],
  ['runner/run.ts', []],
])('finds the rules of %s', (file, rules) => expect(rulesOf(file)).toEqual(rules));

describe('the rows that a change of broken receivers concerns', () => {
  const rows =
    "import a from 'a';\n\nexport const rows = [\n  broken(\n    'one',\n    {},\n  ),\n  broken('two', {\n    b,\n  }),\n];\n\nconst b = 1;\n";

  it('are the changed ones', () => {
    expect(changedRows(rows.replace('    b,', '    c,'), rows)).toEqual(['two']);
    expect(changedRows(rows.replace('    {},', '    {}, // new'), rows)).toEqual(['one']);
    expect(changedRows(rows.replace('];', "  broken('three', {}),\n];"), rows)).toEqual(['three']);
    expect(changedRows(rows.replace("'a'", "'b'"), rows)).toEqual([]);
  });

  it('are all of them if a helper changed, or the file is new', () => {
    expect(changedRows(rows.replace('b = 1', 'b = 2'), rows)).toEqual(['one', 'two']);
    expect(changedRows(rows, '')).toEqual(['one', 'two']);
  });
});
