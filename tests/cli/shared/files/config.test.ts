import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createReference } from '../../../../fixtures/receivers/reference.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';

const secret = 'z6Wq1TxLm8RvN3bKh0JyC5sGd2PfUe9A';
const env = { YCM_WEBHOOK_SECRET: secret };

const reference = await serve(createReference({ secret }));

/** A folder with only this configuration. */
function folderWith(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-config-'));
  writeFileSync(join(folder, name), text);
  return folder;
}

describe('a configuration', () => {
  const settings = () => ({
    url: reference.url,
    observeUrl: reference.observeUrl,
    rules: ['signature/accepts-genuine'],
    seed: 11,
  });

  it.each([
    ['hookswitch.config.json', (text: string) => text],
    ['hookswitch.config.js', (text: string) => `export default ${text};`],
    [
      'hookswitch.config.ts',
      (text: string) => `const config: { url: string } = ${text};\nexport default config;`,
    ],
  ])('is found as %s', async (name, wrap) => {
    const cwd = folderWith(name, wrap(JSON.stringify(settings())));
    const { exitCode, stdout, stderr } = await runCli(['check'], { env, cwd });
    expect(stderr).toBe('');
    expect(stdout).toContain(`POST ${reference.url}`);
    expect(stdout).toContain('seed 11');
    expect(exitCode).toBe(0);
  });

  it('is overridden by a flag', async () => {
    const cwd = folderWith('hookswitch.config.json', JSON.stringify(settings()));
    const { stdout } = await runCli(['check', '-v', '--seed', '12', '--rules', 'signature/rejects-missing'], {
      env,
      cwd,
    });
    expect(stdout).toContain('seed 12');
    expect(stdout).toContain('✓ signature/rejects-missing');
    expect(stdout).not.toContain('signature/accepts-genuine');
  });

  it.each([
    ['an unknown key', '{"timeoutSecond": 4}', /line 1, column 2: .*timeoutSecond.*timeoutSeconds/],
    ['an unknown key in line 3', '{\n  "seed": 1,\n    "obserUrl": ""\n}', /line 3, column 5: .*obserUrl/],
    [
      'an unknown key in a part',
      '{\n  "profile": {\n    "spacing": "compact",\n    "spaceing": "x"\n  }\n}',
      /line 4, column 5: .*spaceing/,
    ],
    ['a value out of range', '{\n  "timeoutSeconds": 11\n}', /line 2, column 21: .*timeoutSeconds.*3.*10/],
    ['broken JSON', '{\n  "url" 5\n}', /hookswitch\.config\.json: line 2, column 9: expected a colon/],
    ['a list', '[]', /hookswitch\.config\.json/],
  ])('with %s is refused in one sentence', async (_name, text, sentence) => {
    const { exitCode, stderr } = await runCli(['check'], {
      env,
      cwd: folderWith('hookswitch.config.json', text),
    });
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(exitCode).toBe(2);
  });
});

it.each([
  ['settings.yaml', 'rules: []'],
  ['settings', '{}'],
])('refuses a configuration named %s instead of running it as a program', async (name, text) => {
  const { exitCode, stderr } = await runCli(['check', '--config', name], {
    env,
    cwd: folderWith(name, text),
  });
  expect(stderr).toBe(
    `hookswitch: ${name}: the name of a configuration must end in .json, .js, .mjs or .ts; rename it\n`,
  );
  expect(exitCode).toBe(2);
});

it('shows only the beginning of an endless error of a configuration', async () => {
  const cwd = folderWith('hookswitch.config.mjs', `throw new Error('x'.repeat(1e6));`);
  const { exitCode, stderr } = await runCli(['check'], { env, cwd });
  expect(stderr).toBe(`hookswitch: hookswitch.config.mjs: it cannot be read: ${'x'.repeat(199)}…\n`);
  expect(exitCode).toBe(2);
});

it('hides the secret in the error of a configuration', async () => {
  const cwd = folderWith('hookswitch.config.mjs', `throw new Error('no ${secret}');`);
  const { stderr } = await runCli(['check'], { env, cwd });
  expect(stderr).toBe('hookswitch: hookswitch.config.mjs: it cannot be read: no ***\n');
});
