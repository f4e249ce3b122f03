import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findScenario } from '../../cli/find-scenario.ts';
import { HookswitchError, scenarios } from '../../simulator/index.ts';

const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-scenario-'));
const find = (fileOrName: string, seed = 1) => findScenario(fileOrName, seed, { cwd });

function refusal(fileOrName: string): string {
  try {
    find(fileOrName);
  } catch (error) {
    if (error instanceof HookswitchError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'not refused';
}

describe('--scenario', () => {
  it.each(scenarios.map(({ name }) => name))('knows %s, of the seed that is given', (name) => {
    expect(find(name, 5).name).toBe(name);
    expect(find(name, 5)).toEqual(find(name, 5));
    expect(find(name, 5)).not.toEqual(find(name, 6));
  });

  it('reads a file', () => {
    const life = { name: 'mine', steps: [{ action: 'create-pbx', sn: '36AAAAAAAAAAAAZK' }] };
    writeFileSync(join(cwd, 'life.json'), `\ufeff${JSON.stringify(life)}`);
    expect(find('life.json')).toEqual(life);
    expect(find(join(cwd, 'life.json'))).toEqual(life);
  });

  it('says in which line a file is wrong', () => {
    writeFileSync(
      join(cwd, 'wrong.json'),
      '{\n  "name": "mine",\n  "steps": [{ "action": "delete-pbx", "sn": "A" }]\n}',
    );
    expect(refusal('wrong.json')).toBe(
      'bad-scenario: wrong.json, line 3, column 13: step 1 (delete-pbx): there is no PBX "A"; create it first',
    );
  });

  it('says which scenarios there are, or which was meant', () => {
    expect(refusal('onbording')).toBe(
      'bad-flag: --scenario: there is no such file and no scenario "onbording"; did you mean onboarding?',
    );
    expect(refusal('x.json')).toBe(
      'bad-flag: --scenario: there is no such file and no scenario "x.json"; there are onboarding, trunk-outage, number-porting, off-boarding',
    );
  });

  it('refuses what is no file, and a file without end', () => {
    expect(refusal('.')).toBe('bad-file: the scenario . cannot be read (EISDIR)');
    expect(refusal('/dev/zero')).toContain('larger than 5 MiB');
  });
});
