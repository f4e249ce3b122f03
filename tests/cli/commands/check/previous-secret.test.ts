import { describe, expect, it } from 'vitest';
import { brokenReceiver } from '../../../../fixtures/receivers/index.ts';
import { createReference } from '../../../../fixtures/receivers/reference.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';

const broken = brokenReceiver('previous-secret-accepted-too');

const secret = 'm3Xq8TzLw5RvN0bKh7JyC2sGd9PfUe6A';
const previous = 'Lq6Wd2RzXn8BvT1cKy5MhJ9sGf3PaUe7';
const env = { YCM_WEBHOOK_SECRET: secret, OLD: previous };
const rule = 'signature/rejects-previous-secret';
const one = ['--rules', rule];

const reference = await serve(createReference({ secret }));
const lenient = await serve(broken.create({ secret, previousSecret: previous }));

describe('hookswitch check --previous-secret-env', () => {
  it('passes for a receiver that forgot the old secret', async () => {
    const argv = ['check', '-v', reference.url, ...one, '--previous-secret-env', 'OLD'];
    const { exitCode, stdout } = await runCli(argv, { env });
    expect(stdout).toContain(`✓ ${rule}`);
    expect(exitCode).toBe(0);
  });

  it('finds a receiver that accepts both, shows neither secret, and prints how to reproduce it', async () => {
    const argv = ['check', lenient.url, ...one, '--previous-secret-env', 'OLD', '--report', 'json=-', '-v'];
    const { exitCode, stdout, stderr } = await runCli(argv, { env });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('signed with the previous secret');
    expect(stderr).toContain('--previous-secret-env OLD');
    for (const text of [stdout, stderr])
      for (const each of [secret, previous]) expect(text).not.toContain(each);
  });

  it('skips the rule when the option is missing, and says what to add', async () => {
    const { exitCode, stdout } = await runCli(['check', reference.url, ...one], { env });
    expect(stdout).toContain('--previous-secret-env NAME to check 1 more rule');
    expect(exitCode).toBe(4);
  });

  it('checks the rule with the built-in receiver, which never had another secret', async () => {
    const { exitCode, stdout } = await runCli(['check', 'reference', '-v', ...one]);
    expect(stdout).toContain(`✓ ${rule}`);
    expect(exitCode).toBe(0);
  });

  it.each([
    ['that is not set', 'ABSENT', env, 'ABSENT, named by --previous-secret-env, is not set'],
    ['that holds the secret itself', 'YCM_WEBHOOK_SECRET', env, 'the same as the secret'],
    ['that is too short', 'OLD', { ...env, OLD: 'short' }, 'the secret in OLD has 5 characters'],
  ])('refuses a variable %s', async (_title, name, given, words) => {
    const argv = ['check', reference.url, ...one, '--previous-secret-env', name];
    const { exitCode, stderr } = await runCli(argv, { env: given });
    expect(stderr).toContain(words);
    expect(stderr).not.toContain(secret);
    expect(exitCode).toBe(2);
  });
});
