import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { env, secret } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';

const fixtures = fileURLToPath(new URL('../../../../fixtures', import.meta.url));
const answers: { file: string; secret: string; signature: string }[] = JSON.parse(
  readFileSync(`${fixtures}/signatures.json`, 'utf8'),
);
const cwd = `${fixtures}/messages`;

/** printf '' | openssl dgst -sha256 -binary -hmac "$secret" | openssl base64 -A */
const ofNothing = 'zKTGSbOiHHVNMFbozci+Npj5E+/+VI8/jeLi5Il19HI=';

describe('hookswitch sign', () => {
  it("prints openssl's signature of every message file, byte for byte", async () => {
    const usable = answers.filter((answer) => !answer.secret.includes(' '));
    expect(usable.length).toBeGreaterThan(40);
    for (const { file, secret: key, signature } of usable) {
      const { exitCode, stdout, stderr } = await runCli(['sign', file], {
        cwd,
        env: { YCM_WEBHOOK_SECRET: key },
      });
      expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: `${signature}\n`, stderr: '' });
    }
  });

  it('reads standard input when no file is named, and for -', async () => {
    const stdin = readFileSync(`${cwd}/crlf.json`);
    const fromFile = await runCli(['sign', 'crlf.json'], { cwd, env });
    for (const argv of [['sign'], ['sign', '-']])
      expect(await runCli(argv, { env, stdin })).toEqual(fromFile);
  });

  it('signs an empty input too, and says so', async () => {
    const { exitCode, stdout, stderr } = await runCli(['sign'], { env });
    expect([exitCode, stdout]).toEqual([0, `${ofNothing}\n`]);
    expect(stderr).toContain('the message is empty');
  });

  it('needs a secret, and never accepts one as an argument', async () => {
    const without = await runCli(['sign'], {});
    expect([without.exitCode, without.stderr]).toEqual([2, expect.stringContaining('YCM_WEBHOOK_SECRET')]);
    const given = await runCli(['sign', '--secret', secret], {});
    expect([given.exitCode, given.stderr]).toEqual([
      2,
      expect.stringContaining("don't pass the secret as an argument"),
    ]);
  });

  it('reads a secret from a file that begins with a byte order mark and ends with a line break', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'hookswitch-sign-')), 'secret.txt');
    writeFileSync(file, `\ufeff${secret}\r\n`);
    const fromFile = await runCli(['sign', '--secret-file', file], { stdin: '{}' });
    expect(fromFile).toEqual(await runCli(['sign'], { env, stdin: '{}' }));
  });

  it('ends at once on Ctrl-C', async () => {
    const { exitCode, stdout } = await runCli(['sign'], { env, signal: AbortSignal.abort() });
    expect([exitCode, stdout]).toEqual([130, '']);
  });
});

describe('hookswitch verify', () => {
  const stdin = '{"a":1}\n';
  // printf '{"a":1}\n' | openssl dgst -sha256 -binary -hmac "$secret" | openssl base64 -A, and in hex
  const right = 'VMGlbdNyQad3gJi2xKAIYlomrY7TBA63Ea/a61HQONE=';
  const hex = '54c1a56dd37241a7778098b6c4a008625a26ad8ed3040eb711afdaeb51d038d1';

  it('exits 0 when the signature is valid', async () => {
    const { exitCode, stdout } = await runCli(['verify', right], { env, stdin });
    expect([exitCode, stdout]).toEqual([0, 'valid: this is the signature of the 8 bytes\n']);
  });

  it('exits 1 when it is invalid, with every mistake that explains it and the correct one', async () => {
    const { exitCode, stdout } = await runCli(['verify', `sha256=${hex}`], { env, stdin });
    expect(exitCode).toBe(1);
    expect(stdout.split('\n')).toEqual([
      'invalid: this is not the signature of the 8 bytes',
      '  prefix: It has a prefix, as other services use. YCM adds none.',
      '  hex: The digest is in hex, but must be Base64.',
      `  The correct one is ${right}`,
      '',
    ]);
  });

  it('exits 1 when no mistake explains it', async () => {
    const { exitCode, stdout } = await runCli(['verify', ofNothing.replace('z', 'y')], { env, stdin });
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('or to another secret')]);
  });

  it('takes a signature that begins with - after --', async () => {
    const { exitCode, stdout } = await runCli(['verify', '--', '-abc'], { env, stdin });
    expect([exitCode, stdout]).toEqual([1, expect.stringContaining('this one has 4')]);
  });

  it('never shows the secret', async () => {
    for (const signature of [right, hex, secret]) {
      const { stdout, stderr } = await runCli(['verify', signature], { env, stdin });
      expect(stdout + stderr).not.toContain(secret);
    }
  });
});
