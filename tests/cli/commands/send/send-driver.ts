import { createHmac } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answer, env, secret, withReceiver } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';

/** A temporary folder with a profile that retries without waiting. */
export const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-send-'));
writeFileSync(join(cwd, 'quick.json'), '{"retryDelayMs": 1}');
export const quick = ['--profile', 'quick.json'];

/** Uses only node:crypto. */
export function hmac(bytes: Uint8Array, key = secret): string {
  return createHmac('sha256', key).update(bytes).digest('base64');
}

/** Sends to a server that responds like this. */
export function sendTo(
  answer: Answer | undefined,
  argv: readonly string[] = [],
  stdin: string | Uint8Array = '',
) {
  return withReceiver(answer, async ({ url, requests }) => {
    const result = await runCli(['send', url, ...quick, ...argv], { env, cwd, stdin });
    return { ...result, requests, lines: result.stdout.trimEnd().split('\n') };
  });
}
