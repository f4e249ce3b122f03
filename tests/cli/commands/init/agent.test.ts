import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { callsOf } from '../../../docs/words.ts';
import { runCli } from '../../../support/run-cli.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'hookswitch-init-'));
const open = '.agents/skills/hookswitch/SKILL.md';

describe('hookswitch init --agent', () => {
  it('writes only a short skill file, with a command that check accepts', async () => {
    const cwd = folder();
    const given = ['--url', 'http://localhost:4000/hook', '--exec', 'node my server.js'];
    const { exitCode, stdout } = await runCli(['init', '--agent', ...given], { cwd });
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining(`wrote ${open}\n`)]);
    expect(readdirSync(cwd)).toEqual(['.agents']);
    const text = readFileSync(join(cwd, open), 'utf8');
    const [, front = '', body = ''] = text.split(/^---$/m);
    expect(parse(front)).toEqual({ name: 'hookswitch', description: expect.stringContaining('YCM') });
    expect(body.split('\n').length).toBeLessThan(20);
    const [, command = ''] = /1\. Run `([^`]+)`/.exec(body) ?? [];
    const [call = []] = callsOf(command);
    expect(call).toEqual(['check', 'http://localhost:4000/hook', '--exec', 'node my server.js']);
    expect(
      (await runCli([...call, '--dry-run', '--rules', 'signature/accepts-genuine'], { cwd })).exitCode,
    ).toBe(0);
  });

  it('is written for Claude Code if the project uses it, and uses the configuration', async () => {
    const cwd = folder();
    mkdirSync(join(cwd, '.claude'));
    writeFileSync(join(cwd, 'hookswitch.config.json'), '{}');
    await runCli(['init', '--agent'], { cwd });
    expect(readFileSync(join(cwd, '.claude/skills/hookswitch/SKILL.md'), 'utf8')).toContain(
      'Run `npx hookswitch check`.',
    );
    expect(existsSync(join(cwd, '.agents'))).toBe(false);
  });

  it('overwrites nothing, and writes no credential', async () => {
    const cwd = folder();
    await runCli(['init', '--agent'], { cwd });
    const again = await runCli(['init', '--agent'], { cwd });
    expect([again.exitCode, again.stderr]).toEqual([2, expect.stringContaining('already exists')]);
    expect((await runCli(['init', '--agent', '--force'], { cwd })).exitCode).toBe(0);
    const leaky = await runCli(
      ['init', '--agent', '--force', '--url', 'http://localhost:3000/?token=hunter2hunter2'],
      { cwd },
    );
    expect([leaky.exitCode, leaky.stderr]).toEqual([
      2,
      expect.stringContaining('--url contains a credential'),
    ]);
    expect(readFileSync(join(cwd, open), 'utf8')).not.toContain('hunter2');
  });
});
