import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { commands } from '../../cli/commands/commands.ts';
import { faults } from '../../simulator/index.ts';
import { rules } from '../../suites/index.ts';
import { runCli } from '../support/run-cli.ts';

// Only guards against a hang: on a busy machine the commands load slowly, and many shells are started.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];
const scripts: Record<Shell, string> = { bash: '', zsh: '', fish: '' };
const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-completion-'));
const path = join(cwd, '.bin');

beforeAll(async () => {
  for (const shell of shells) {
    const { exitCode, stdout, stderr } = await runCli(['completion', shell]);
    expect([exitCode, stderr]).toEqual([0, '']);
    scripts[shell] = stdout;
  }
  for (const file of ['message.json', 'messages.ndjson', 'my report.json'])
    writeFileSync(join(cwd, file), '');
  mkdirSync(join(cwd, 'main'));
  mkdirSync(path);
  const program = join(path, 'hookswitch');
  writeFileSync(
    program,
    `#!/bin/sh\nexec '${process.execPath}' '${resolve('dist/bin/hookswitch.js')}' "$@"\n`,
  );
  chmodSync(program, 0o755);
});

/** What Hookswitch suggests for the last word, without the help. */
async function suggested(words: readonly string[], shell: Shell = 'fish', breaks = ''): Promise<string[]> {
  const { exitCode, stdout, stderr } = await runCli(['__complete', shell, breaks, ...words], { cwd });
  expect([exitCode, stderr]).toEqual([0, '']);
  return stdout.split('\n').flatMap((line) => (line === '' ? [] : [line.split('\t')[0] ?? '']));
}

function inShell(shell: Shell, script: string) {
  const env = { ...process.env, PATH: `${path}${delimiter}${process.env.PATH}`, HOME: cwd };
  const flag = { bash: '--norc', zsh: '-f', fish: '--no-config' }[shell];
  return spawnSync(shell, [flag, '-c', script], { cwd, env, encoding: 'utf8' });
}

describe('suggestions', () => {
  it.each<[string, string[]]>([
    ['c', ['check', 'console', 'completion']],
    ['help ch', ['check']],
    ['baseline ', ['update']],
    ['baseline update --re', ['--reason']],
    ['check --le', ['--level']],
    ['check --bail --sh', ['--shard']],
    ['check --level ', ['must', 'should', 'may']],
    ['check --level=m', ['--level=must', '--level=may']],
    ['check --exec node --allow-i', ['--allow-inconclusive']],
    ['check --report ht', ['html=']],
    ['check --report json=messa', ['json=message.json', 'json=messages.ndjson']],
    ['check --rules signature/*,retry/conv', ['signature/*,retry/converges']],
    ['load http://x --events did_change=70,capa', ['did_change=70,capacity_change=']],
    ['check http://localhost ', []],
    ['check -- --le', []],
    ['check --secret ', []],
    ['diff --json m', ['message.json', 'messages.ndjson', 'my report.json', 'main/']],
    ['diff message.json ./me', ['./message.json', './messages.ndjson']],
    ['diff none/', []],
    ['fixtures --out m', ['main/']],
    ['send --scenario on', ['onboarding']],
    ['completion ', ['bash', 'zsh', 'fish']],
  ])('for %j', async (line, expected) => {
    expect((await suggested(['hookswitch', ...line.split(' ')])).toSorted()).toEqual(expected.toSorted());
  });

  it('are the same after npx and its flags', async () => {
    expect(await suggested(['npx', '--yes', 'hookswitch', 'check', '--las'])).toEqual(['--last-failed']);
  });

  it('name every rule and every fault', async () => {
    expect(await suggested(['hookswitch', 'rules', ''])).toEqual(rules.map(({ id }) => id));
    expect(await suggested(['hookswitch', 'send', '--fault', ''])).toEqual(faults.map(({ name }) => name));
  });

  it("are exactly the flags in a command's help", async () => {
    for (const { name } of commands) {
      const { stdout } = await runCli([...name.split(' '), '--help']);
      const shown = [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z0-9-]+)/gm)].map(([, flag]) => flag);
      const flags = await suggested(['hookswitch', ...name.split(' '), '--']);
      expect(flags.toSorted(), name).toEqual(shown.toSorted());
    }
  });

  it('keep what bash has split off, escape names, and end with a space unless more can follow', async () => {
    const words = ['hookswitch', 'check', '--report', 'json', '=', 'm'];
    expect(await suggested(words, 'bash', ' =:')).toEqual([
      'main/',
      'message.json ',
      'messages.ndjson ',
      'my\\ report.json ',
    ]);
    expect(await suggested(['hookswitch', 'check', '--report', 'js'], 'zsh')).toEqual(['json=']);
  });
});

describe('a shell', () => {
  const bash = (words: string, before = '') => {
    const driver = `${before}
${scripts.bash}
COMP_WORDS=(${words}) COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)) COMP_WORDBREAKS=' =:'
$(complete -p \${COMP_WORDS[0]} | sed -E 's/.* -F ([^ ]+) .*/\\1/')
printf '%s|' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = inShell('bash', driver);
    expect(stderr).toBe('');
    return stdout;
  };

  it('asks Hookswitch: bash', () => {
    expect(bash('hookswitch check --level = m')).toBe('must |may |');
    expect(bash("npx --yes hookswitch baseline ''")).toBe('update |');
    expect(bash('npx other hookswitch c')).toBe('|');
    expect(bash('npx c')).toBe('|');
  });

  it('keeps another completion of npx in bash', () => {
    const { stdout } = inShell('bash', `complete -W other npx\n${scripts.bash}\ncomplete -p npx`);
    expect(stdout).toBe("complete -W 'other' npx\n");
  });

  it.each([...shells])('finds no error in the script, where it is installed: %s', (shell) => {
    const { error, status, stderr } = spawnSync(shell, ['-n'], { input: scripts[shell], encoding: 'utf8' });
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return;
    expect([status, stderr]).toEqual([0, '']);
  });

  it.each([
    ['hookswitch send --fault slow', ['slow-body']],
    ['npx --yes hookswitch baseline ', ['update']],
    ['hookswitch check --report json=mess', ['json=message.json', 'json=messages.ndjson']],
  ])('asks Hookswitch, where it is installed: fish with %j', (line, expected) => {
    const { error, stdout } = inShell('fish', `${scripts.fish}\ncomplete -C '${line}'`);
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return;
    expect(stdout.match(/^[^\t\n]+/gm)?.toSorted()).toEqual(expected);
  });

  it('asks Hookswitch, where it is installed: zsh', () => {
    const driver = `zmodload zsh/zpty; zpty z zsh -f; zpty -w z 'PS1=; autoload -Uz compinit; compinit -u; source <(hookswitch completion zsh)'
zpty -n -w z $'hookswitch sign --secret-f\\t'; zpty -r z all '*--secret-file*' && print found`;
    const { error, stdout } = inShell('zsh', driver);
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return;
    expect(stdout).toBe('found\n');
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
