import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { reportFormats } from '../../../../reports/format-names.ts';
import { serverOf } from '../../../runner/check-server.ts';
import { runCli } from '../../../support/run-cli.ts';
import { serve } from '../../../support/serve.ts';

const secret = 'm3Xq8TzLw5RvN0bKh7JyC2sGd9PfUe6A';
const hex = Buffer.from(secret).toString('hex').toUpperCase();
const spaced = (hex.match(/../g) ?? []).join(' ');
const escaped = [...secret].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join('');

/** Rejects everything and shows the secret in unusual forms, in a header and in the body. */
const revealing = serverOf((_message, response) => {
  response.writeHead(401, { 'X-Expected-Key': hex, 'X-Key': spaced });
  response.end(`{"error":"the key is ${hex}, ${spaced} or ${escaped}"}`);
});

const receiver = await serve(revealing);

it('shows the secret in no output, even if the receiver shows it in upper-case hex', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-forms-'));
  const reports = reportFormats.flatMap((format) => ['--report', `${format}=${join(folder, format)}`]);
  const { stdout, stderr, exitCode } = await runCli(
    ['check', receiver.url, '--rules', 'signature/accepts-genuine,security/*', '--verbose', ...reports],
    { env: { YCM_WEBHOOK_SECRET: secret } },
  );
  expect(exitCode).toBe(1);
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  expect(files.length).toBe(reportFormats.length);
  for (const output of [stdout, stderr, ...files]) {
    for (const form of [secret, hex, spaced, escaped, escaped.replaceAll('\\', '\\\\')])
      expect(output).not.toContain(form.slice(0, form.length / 2));
  }
  expect(stdout).toContain('the key is ***, *** or ***');
});
