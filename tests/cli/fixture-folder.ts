import { mkdtempSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { runCli } from './run-cli.ts';

/** An entry of manifest.json. */
export interface Entry {
  readonly file: string;
  readonly event: string;
  readonly signature: string | null;
  readonly sha256: string;
  readonly what: string;
  readonly expected: { readonly verdict: 'acknowledge' | 'refuse'; readonly why: string };
  readonly rule: string;
  readonly level: string;
  readonly isGenuine: boolean;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export interface Folder {
  readonly path: string;
  readonly manifest: { readonly files: readonly Entry[]; readonly [field: string]: unknown };
  readonly bytesOf: (entry: Entry) => Buffer;
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'hookswitch-fixtures-'));
}

/** Runs `hookswitch fixtures … --out` into a folder of its own. */
export async function fixturesIn(
  argv: readonly string[],
  env: Record<string, string> = {},
  path = newFolder(),
): Promise<Folder> {
  const result = await runCli(['fixtures', ...argv, '--out', '.'], { env, cwd: path });
  expect(result).toMatchObject({ exitCode: 0, stdout: '' });
  return {
    path,
    manifest: JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8')),
    bytesOf: ({ file }) => readFileSync(join(path, file)),
  };
}

/** Writes bytes on a connection of their own, and gives the status of what is answered; 0 when nothing is. */
export function sendBytes(url: string, bytes: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      const [, status] = /^HTTP\/1\.1 (\d{3}) /.exec(Buffer.concat(chunks).toString('latin1')) ?? [];
      resolve(Number(status ?? 0));
    });
    socket.write(bytes);
  });
}
