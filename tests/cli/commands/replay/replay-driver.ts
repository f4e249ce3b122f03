import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Recording } from '../../../../schemas/index.ts';
import { type Answer, env, withReceiver } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';

/** A temporary folder with a profile that retries without waiting. */
export const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-replay-'));
writeFileSync(join(cwd, 'quick.json'), '{"retryDelayMs": 1}');

/** A line of a recording, with the fields that a test is about replaced. */
export function line(
  text: string,
  other: Partial<Recording> = {},
  request: Partial<Recording['request']> = {},
) {
  const recording: Recording = {
    request: {
      method: 'POST',
      url: '/webhook',
      headers: [],
      body: { text, bytes: Buffer.byteLength(text), truncated: false },
      ...request,
    },
    ...other,
  };
  return `${JSON.stringify(recording)}\n`;
}

/** Replays a text to a server that responds like this; if `url` is false, the recording says where to. */
export function replayTo(
  answer: Answer | undefined,
  text: string | ((url: string) => string),
  argv: readonly string[] = [],
  {
    hasUrl = true,
    hasSecret = true,
    signal,
  }: { hasUrl?: boolean; hasSecret?: boolean; signal?: AbortSignal } = {},
) {
  return withReceiver(answer, async ({ url, requests }) => {
    const words = ['replay', '-', ...(hasUrl ? [url] : []), '--profile', 'quick.json', ...argv];
    const stdin = typeof text === 'string' ? text : text(url);
    const io = { env: hasSecret ? env : {}, cwd, stdin, ...(signal ? { signal } : {}) };
    const result = await runCli(words, io);
    return { ...result, requests, lines: result.stdout.trimEnd().split('\n') };
  });
}

/** The error for a recording that cannot be sent. */
export async function refusal(text: string, argv: readonly string[] = []): Promise<string> {
  const { exitCode, stdout, stderr, requests } = await replayTo(undefined, text, argv);
  if (exitCode !== 2 || stdout !== '' || requests.length > 0) return `not refused: ${stdout}`;
  return stderr.replace(/^hookswitch: /, '').trimEnd();
}
