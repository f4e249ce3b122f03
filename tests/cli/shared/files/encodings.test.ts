import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../../../support/run-cli.ts';

const secret = 'z6Wq1TxLm8RvN3bKh0JyC5sGd2PfUe9A';

/** As PowerShell 5 writes it with `>`. */
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

function folderWith(content: Uint8Array | string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-encoding-'));
  writeFileSync(join(folder, 'f.json'), content);
  return folder;
}

const url = 'http://127.0.0.1:1/';
it.each([
  ['the profile f.json', ['check', url, '--dry-run', '--profile', 'f.json']],
  ['the configuration f.json', ['check', url, '--dry-run', '--config', 'f.json']],
  ['the baseline f.json', ['check', url, '--dry-run', '--baseline', 'f.json']],
  ['the webhooks file f.json', ['send', '--webhooks', 'f.json']],
  ['the report f.json', ['diff', 'f.json', 'f.json']],
  ['the secret file f.json', ['sign', '--secret-file', 'f.json']],
])('says that %s is not UTF-8 if it is UTF-16', async (what, argv) => {
  const env = { YCM_WEBHOOK_SECRET: secret };
  const { exitCode, stderr } = await runCli(argv, { env, cwd: folderWith(utf16('{}')) });
  expect(stderr).toBe(`hookswitch: ${what} is not UTF-8; save it as UTF-8\n`);
  expect(exitCode).toBe(2);
});

it('reads a secret from a file that begins with a byte order mark and ends with a line break', async () => {
  const sign = (cwd: string) =>
    runCli(['sign', '--secret-file', 'f.json'], { cwd, stdin: '{}' }).then(({ stdout }) => stdout);
  const plain = await sign(folderWith(secret));
  expect(plain).toMatch(/^[\w+/]{43}=\n$/);
  expect(await sign(folderWith(`\ufeff${secret}\r\n`))).toBe(plain);
});
