import { describe, expect, it } from 'vitest';
import { commands } from '../../cli/commands/commands.ts';
import { faults } from '../../simulator/index.ts';
import { runCli } from '../support/run-cli.ts';

describe('help', () => {
  it('lists every command under one of four headings, with three examples', async () => {
    const { exitCode, stdout, stderr } = await runCli(['--help']);
    expect([exitCode, stderr]).toEqual([0, '']);
    const headings = ['Check:', 'Send and inspect:', 'Generate:', 'Maintain:', 'Examples:'];
    expect(headings.filter((heading) => !stdout.includes(`\n${heading}\n`))).toEqual([]);
    const names = commands.map(({ name }) => name.split(' ')[0] ?? '');
    expect(names.filter((name) => !new RegExp(`^  ${name} `, 'm').test(stdout))).toEqual([]);
    expect(stdout).not.toContain('\nCommands:');
    expect(stdout.match(/^ {2}hookswitch /gm)).toHaveLength(3);
  });

  it('is printed without a command, with the exit code of a usage error', async () => {
    const { stdout: help } = await runCli(['--help']);
    const { exitCode, stdout, stderr } = await runCli([]);
    expect([exitCode, stdout, stderr]).toEqual([2, '', help]);
  });

  it.each(commands.map(({ name }) => name))('for %s equals its --help', async (name) => {
    const words = name.split(' ');
    const { stdout: help } = await runCli([...words, '--help']);
    expect(await runCli(['help', ...words])).toEqual({ exitCode: 0, stdout: help, stderr: '' });
  });

  it.each([
    ['chekc', 'check'],
    ['fixture', 'fixtures'],
  ])('for %s suggests %s', async (word, name) => {
    const { exitCode, stdout, stderr } = await runCli(['help', word]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`Did you mean ${name}?`);
    expect(stderr.trim().split('\n').length).toBeLessThan(4);
  });

  it.each(['ping', 'version', 'help me'])(
    'suggests nothing for %s, which is near no command',
    async (word) => {
      const { exitCode, stdout, stderr } = await runCli([word]);
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).toBe(`hookswitch: unknown command '${word}'; hookswitch --help shows all\n`);
    },
  );

  it.each([
    ['--observe-urll', '--observe-url'],
    ['--rule', '--rules'],
  ])('suggests an option for %s', async (flag, meant) => {
    const { stderr } = await runCli(['check', flag, 'x']);
    expect(stderr).toBe(`hookswitch: unknown option '${flag}'\n(Did you mean ${meant}?)\n`);
  });

  it('lists every fault for send', async () => {
    const { stdout } = await runCli(['help', 'send']);
    const [, list = ''] = /\nFaults: (.*?)\n {2}A /s.exec(stdout) ?? [];
    expect(list.split(/,\s+/)).toEqual(faults.map(({ name }) => name));
  });

  it.each(['check', 'load'])('groups the options of %s', async (name) => {
    const { stdout } = await runCli(['help', name]);
    const [, ungrouped = ''] = /\nOptions:\n(.*?)\n\n/s.exec(stdout) ?? [];
    expect(ungrouped.match(/^ {2}-/gm)?.length).toBeLessThanOrEqual(4);
    const headings = ['Receiver:', 'Secret:', 'Sender:', 'State:', 'Result:'];
    expect(headings.filter((heading) => stdout.split(`\n${heading}\n`).length !== 2)).toEqual([]);
  });
});
