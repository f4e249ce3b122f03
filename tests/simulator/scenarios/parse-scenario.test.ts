import { describe, expect, it } from 'vitest';
import { HookswitchError, scenarios } from '../../../simulator/index.ts';
import { parseScenario } from '../../../simulator/scenarios/parse-scenario.ts';

const example = `{
  "name": "a scenario",
  "steps": [
    { "action": "add-trunk", "dids": [{ "did": "1001", "didId": "1", "trunkId": "t", "trunkName": "n" }] },
    {
      "action": "create-pbx",
      "sn": "36AAAAAAAAAAAAZK",
      "didIds": ["1"]
    }
  ]
}
`;
const secret = 'mvM5JZeCqxDCMUdpgGzCTPGGbOcOouDr';

function refusal(text: string, fileName = 'scenario.json'): string {
  try {
    parseScenario(text, fileName);
    return 'not refused';
  } catch (error) {
    if (!(error instanceof HookswitchError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

describe('a scenario file', () => {
  it('yields its scenario, with a byte order mark too', () => {
    expect(parseScenario(example, 'scenario.json')).toEqual(JSON.parse(example));
    expect(parseScenario(`\ufeff${example.replaceAll('\n', '\r\n')}`, 'scenario.json')).toEqual(
      JSON.parse(example),
    );
    for (const { make } of scenarios)
      expect(parseScenario(JSON.stringify(make(1)), 'scenario.json')).toEqual(make(1));
  });

  it.each([
    ['', 'line 1, column 1: the JSON is empty'],
    [
      example.replace('["1"]', '["2"]'),
      'line 5, column 5: step 2 (create-pbx): there is no DID "2"; add it with its trunk first',
    ],
    [
      example.replace('["1"]', '[1]'),
      'line 8, column 18: step 2 (create-pbx): /didIds/0 must be a string (the id of a DID), but is the number 1',
    ],
    [
      example.replace('["1"]', '["1"],'),
      'line 9, column 5: expected a key in double quotes; add one, or remove the extra comma',
    ],
    [example.replace('"sn"', '// whose?\n"sn"'), 'line 7, column 7: JSON has no comments; remove this one'],
    ['{"a: b": 1, "a: b": 2}', 'line 1, column 13: the key "a: b" appears twice; remove one'],
    [example.replace('"didIds"', '"sn"'), 'line 8, column 7: the key "sn" appears twice; remove one'],
    [
      example.replace('create-pbx', 'create_pbx'),
      'line 6, column 17: step 2: its action must be one of "add-trunk", "create-pbx", "assign-dids", "remove-dids", "bind-dids", "delete-dids", "delete-trunk", "delete-pbx", "resize", but is the string "create_pbx"; did you mean "create-pbx"?',
    ],
    [example.replace('"name": "a scenario",', ''), 'line 1, column 1: the scenario must have "name"'],
    [
      `${'{"name":'.repeat(17)}1${'}'.repeat(17)}`,
      'line 1, column 129: this is nested deeper than 16 levels',
    ],
    ['['.repeat(1_000_000), 'line 1, column 1001: this is nested deeper than 1000 levels'],
    [' '.repeat(5 * 1024 * 1024 + 1), 'line 1: the file is larger than 5 MiB; split it into two scenarios'],
  ])('is refused with its position and what to do (%#)', (text, sentence) => {
    expect(refusal(text)).toBe(`bad-scenario: scenario.json, ${sentence}`);
  });

  it.each([
    JSON.stringify(secret),
    JSON.stringify({ [secret]: 1 }),
    JSON.stringify({ name: 'x', secret }),
    JSON.stringify({ name: 'x', steps: [{ action: secret }] }),
    JSON.stringify({ name: 'x', steps: [{ action: 'delete-pbx', sn: secret }] }),
    `{"${secret}": 1, "${secret}": 2}`,
  ])('is not quoted if it may be a secret file: %s', (text) => {
    expect(refusal(text)).toMatch(/^bad-scenario: scenario\.json, line 1, column \d+: /);
    expect(refusal(text)).not.toContain('mvM5');
  });

  it('is named on one line, whatever its name', () => {
    expect(refusal('', 'a\n\u001b[31m')).toMatch(/^bad-scenario: a \\u001b\[31m, line 1/);
    expect(refusal('', 'x'.repeat(500)).length).toBeLessThan(200);
  });
});
