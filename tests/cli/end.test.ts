import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { bundleCli } from '../support/bundle.ts';
import { secret, withReceiver } from '../support/recording-receiver.ts';

test('the process ends when its work is done, whatever the configuration leaves running, and loses no output', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-end-'));
  const config = `setInterval(() => {}, 1000);\nexport default { rules: ['acknowledgement/acknowledges-in-time'] };\n`;
  writeFileSync(join(cwd, 'hookswitch.config.mjs'), config);
  const bin = await bundleCli();
  const { stdout } = await withReceiver(undefined, ({ url }) =>
    promisify(execFile)(process.execPath, [bin, 'check', url, '--report', 'json=-'], {
      cwd,
      env: { ...process.env, YCM_WEBHOOK_SECRET: secret },
      timeout: 100_000,
      killSignal: 'SIGKILL',
    }),
  );
  expect(JSON.parse(stdout)).toMatchObject({ interrupted: false, summary: { pass: 1 } });
});
