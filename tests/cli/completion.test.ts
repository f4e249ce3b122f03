import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { commands } from '../../cli/commands/define.ts';
import { faults } from '../../simulator/index.ts';
import { rules } from '../../suites/index.ts';
import { runCli } from '../support/run-cli.ts';

// Only guards against a hang: on a busy machine the commands load slowly, and many shells are started.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const scripts = { bash: '', zsh: '', fish: '' };
const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-completion-'));

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish'] as const) {
    const { exitCode, stdout, stderr } = await runCli(['completion', shell]);
    expect([exitCode, stderr]).toEqual([0, '']);
    scripts[shell] = stdout;
  }
  for (const file of ['message.json', 'messages.ndjson']) writeFileSync(join(cwd, file), '');
  mkdirSync(join(cwd, 'main'));
});

/** What bash offers for the last word. Readline has already split the words. */
function offeredByBash(words: readonly string[], before = ['hookswitch']): string[] {
  const driver = `${scripts.bash}
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_WORDBREAKS=' =:'
$(complete -p $1 | sed -E 's/.* -F ([^ ]+) .*/\\1/')
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', driver, 'bash', ...before, ...words], {
    cwd,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

describe('completion in bash', () => {
  it.each<[string[], string[]]>([
    [['c'], ['check', 'console', 'completion']],
    [['baseline', ''], ['update']],
    [['baseline', 'update', '--re'], ['--reason']],
    [['check', '--le'], ['--level']],
    [['check', '--las'], ['--last-failed']],
    [['check', '--bail', '--sh'], ['--shard']],
    [
      ['check', '--level', ''],
      ['must', 'should', 'may'],
    ],
    [
      ['check', '--level', '=', 'm'],
      ['must', 'may'],
    ],
    [['check', '--exec', 'node', '--allow-i'], ['--allow-inconclusive']],
    [['check', '--report', 'ht'], ['html=']],
    [
      ['check', '--report', 'json', '=', 'messa'],
      ['message.json', 'messages.ndjson'],
    ],
    [['check', '--rules', 'signature/*,retry/conv'], ['signature/*,retry/converges']],
    [['load', 'http', ':', '//x', '--events', 'did_change', '=', '70,capa'], ['70,capacity_change=']],
    [['check', 'http', ':', '//localhost', ''], []],
    [
      ['diff', '--json', 'm'],
      ['message.json', 'messages.ndjson', 'main'],
    ],
    [['fixtures', '--out', 'm'], ['main']],
    [['send', '--scenario', 'on'], ['onboarding']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['check', '--secret', ''], []],
  ])('offers matching words for %j', (words, expected) => {
    expect(offeredByBash(words).toSorted()).toEqual(expected.toSorted());
  });

  it.each<[string[], string[], string[]]>([
    [['npx', 'hookswitch'], ['check', '--las'], ['--last-failed']],
    [
      ['npx', '--yes', 'hookswitch'],
      ['diff', '--json', 'm'],
      ['message.json', 'messages.ndjson', 'main'],
    ],
    [['npx', 'hookswitch'], ['check', '--report', 'json', '=', 'messages'], ['messages.ndjson']],
    [['npx', 'other'], ['c'], []],
    [['npx', 'other', 'hookswitch'], ['c'], []],
    [['npx'], ['c'], []],
  ])('offers the same after %j', (before, words, expected) => {
    expect(offeredByBash(words, before).toSorted()).toEqual(expected.toSorted());
  });

  it('keeps another completion of npx', () => {
    const driver = `complete -W other npx\n${scripts.bash}\ncomplete -p npx`;
    const { stdout } = spawnSync('bash', ['--norc', '-c', driver], { encoding: 'utf8' });
    expect(stdout).toBe("complete -W 'other' npx\n");
  });

  it('offers every rule and every fault', () => {
    expect(offeredByBash(['rules', ''])).toEqual(rules.map(({ id }) => id));
    expect(offeredByBash(['send', '--fault', ''])).toEqual(faults.map(({ name }) => name));
  });

  it("offers exactly the flags in a command's help", async () => {
    for (const { name } of commands) {
      const { stdout } = await runCli([...name.split(' '), '--help']);
      const shown = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z0-9-]+)/gm)].map(([, flag]) => flag);
      expect(offeredByBash([...name.split(' '), '--']).toSorted(), name).toEqual(shown.toSorted());
    }
  });
});

describe('completion in zsh and fish', () => {
  it('describes flags, values and files to zsh', () => {
    expect(scripts.zsh).toMatch(/^#compdef hookswitch\n/);
    expect(scripts.zsh).toContain("'--level[check rules of this level and above]:level:(must should may)'");
    expect(scripts.zsh).toContain(
      "'(-q --quiet)'{-q,--quiet}'[print only the outcome, the findings and the counts]'",
    );
    expect(scripts.zsh).toContain(
      "'--journal[record every delivery and attempt in this file]:journal:_files'",
    );
    expect(scripts.zsh).not.toContain("'1:url:");
  });

  it('describes flags, values and files to fish', () => {
    const lines = scripts.fish.split('\n');
    expect(lines).toContain(
      "complete -c hookswitch -n '__hookswitch_runs check' -l level -x -a 'must should may' -d 'check rules of this level and above'",
    );
    expect(lines).toContain(
      "complete -c hookswitch -n '__hookswitch_runs send' -l journal -r -F -d 'record every delivery and attempt in this file'",
    );
    expect(lines).toContain(
      "complete -c hookswitch -n '__hookswitch_runs only baseline' -a update -d 'accept the failures in a report, and drop known failures that are fixed'",
    );
  });

  it('has valid syntax in each installed shell', () => {
    for (const [shell, input] of Object.entries(scripts)) {
      const { error, status, stderr } = spawnSync(shell, ['-n'], { input, encoding: 'utf8' });
      const isMissing = (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
      if (!isMissing) expect([shell, status, stderr]).toEqual([shell, 0, '']);
    }
  });

  it('offers matching words in fish, where fish is installed', () => {
    const offered = (line: string) => {
      const driver = `${scripts.fish}\ncomplete -C '${line}'`;
      const { error, stdout } = spawnSync('fish', ['--no-config', '-c', driver], { cwd, encoding: 'utf8' });
      return error ? undefined : stdout.match(/^[^\t\n]+/gm);
    };
    expect([undefined, ['slow-body']]).toContainEqual(offered('hookswitch send --fault slow'));
    expect([undefined, ['update']]).toContainEqual(offered('hookswitch baseline '));
    expect([undefined, ['slow-body']]).toContainEqual(offered('npx hookswitch send --fault slow'));
    expect([undefined, ['update']]).toContainEqual(offered('npx --yes hookswitch baseline '));
    expect([undefined, ['json=message.json', 'json=messages.ndjson']]).toContainEqual(
      offered('hookswitch check --report json=mess')?.toSorted(),
    );
  });
});

describe('completion', () => {
  it('refuses an unknown shell in one sentence', async () => {
    const { exitCode, stdout, stderr } = await runCli(['completion', 'zzsh']);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toBe('hookswitch: there is no completion for the shell "zzsh"; did you mean zsh?\n');
  });

  it('lists every shell when none is similar', async () => {
    const { exitCode, stderr } = await runCli(['completion', 'powershell']);
    expect([exitCode, stderr]).toEqual([
      2,
      'hookswitch: there is no completion for the shell "powershell"; use one of bash, zsh, fish\n',
    ]);
  });
});
