import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { onTestFinished } from 'vitest';
import { main } from '../../../../cli/main.ts';
import type { Recording } from '../../../../schemas/index.ts';
import { secret, env as withSecret } from '../../../support/recording-receiver.ts';
import type { CliResult } from '../../../support/run-cli.ts';

/** A folder for recordings. Test files of one worker share it, so each file names its recordings differently. */
export const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-listen-'));

/** Uses only node:crypto. */
export function hmac(bytes: string | Uint8Array, key = secret): string {
  return createHmac('sha256', key).update(bytes).digest('base64');
}

export interface Listening {
  readonly url: string;
  readonly port: number;
  /** The output for people so far. */
  shown(): string;
  /** Waits until the output for people contains this. */
  sees(pattern: RegExp | string): Promise<void>;
  /** Ctrl-C. */
  interrupt(): Promise<CliResult>;
  /** How it ends by itself. */
  readonly ended: Promise<CliResult>;
}

/** Runs `hookswitch listen` on a free port, as from a shell without a terminal; it ends with the test. */
export async function startListen(
  argv: readonly string[] = [],
  env: NodeJS.ProcessEnv = withSecret,
): Promise<Listening> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const [out, err] = [collect(stdout), collect(stderr)];
  const people = argv.includes('--json') ? err : out;
  const ctrlC = new AbortController();
  const io = { stdin: new PassThrough(), stdout, stderr, env, cwd, signal: ctrlC.signal };
  const ended = main(['listen', '--port', '0', ...argv], io).then((exitCode) => {
    people.over();
    return { exitCode, stdout: out.text(), stderr: err.text() };
  });
  onTestFinished(async () => {
    ctrlC.abort();
    await ended;
  });
  await people.holds(/^Listening at .*\n/m);
  const url = /^Listening at (\S+):/m.exec(people.text())?.[1] ?? 'it does not listen';
  return {
    url,
    port: Number(new URL(url).port),
    shown: people.text,
    sees: people.holds,
    ended,
    interrupt() {
      ctrlC.abort();
      return ended;
    },
  };
}

function collect(stream: PassThrough) {
  let text = '';
  let isOver = false;
  let look = () => {};
  stream.on('data', (bytes: Buffer) => {
    text += bytes.toString('utf8');
    look();
  });
  return {
    text: () => text,
    over() {
      isOver = true;
      look();
    },
    holds: (pattern: RegExp | string) =>
      new Promise<void>((resolve, reject) => {
        look = () => {
          if (typeof pattern === 'string' ? text.includes(pattern) : pattern.test(text)) resolve();
          else if (isOver) reject(new Error(`${pattern} is not in:\n${text}`));
        };
        look();
      }),
  };
}

/** Sends a message, signed or with these headers, and returns the status. */
export async function post(
  { url }: Listening,
  body: string | Uint8Array,
  headers: Record<string, string> = { 'X-Signature': hmac(body) },
  path = '/webhook',
): Promise<number> {
  const response = await fetch(`${url}${path}`, { method: 'POST', body, headers });
  await response.arrayBuffer();
  return response.status;
}

/** Sends raw bytes over a separate connection, and returns what comes back until it is closed. */
export function sendRaw(
  { port }: Listening,
  bytes: string | Uint8Array,
  then: 'end' | 'stay' = 'stay',
): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1');
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    // Closing a connection whose sender still sends resets it.
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
    const all = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
    if (then === 'end') socket.end(all);
    else socket.write(all);
  });
}

/** The lines shown for request `n`: its own and those below. */
export function linesOf({ shown }: Pick<Listening, 'shown'>, n: number): string[] {
  const lines = shown().split('\n');
  const first = lines.findIndex((line) => line.startsWith(`--> #${n} `));
  const further = lines.slice(first + 1).findIndex((line) => !line.startsWith('    '));
  return lines.slice(first, first + 1 + further);
}

/** The lines below request `n`, as one text. */
export function saidOf(listening: Pick<Listening, 'shown'>, n: number): string {
  return linesOf(listening, n)
    .slice(1)
    .map((line) => line.trim())
    .join(' ');
}

export function readRecording(name: string): Recording[] {
  return parseRecording(readFileSync(join(cwd, name), 'utf8'));
}

export function parseRecording(text: string): Recording[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
