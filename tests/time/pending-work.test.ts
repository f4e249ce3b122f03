import { pbkdf2, randomBytes, scrypt, webcrypto } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { readFile } from 'node:fs';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { expect, it } from 'vitest';
import { inSimulatedTime } from '../../index.ts';
import { asPendingWork } from '../../time/index.ts';
import { sleepReally } from '../support/sleep-really.ts';
import { wasmModule } from './wasm-module.ts';

/** Looked up at the call, as fetch does. */
const compile = (bytes: Uint8Array) =>
  (
    globalThis as unknown as { WebAssembly: { compile(from: Uint8Array): Promise<object> } }
  ).WebAssembly.compile(bytes);

const large = Buffer.alloc(4 * 1024 * 1024, 'a');

it.each<[string, () => Promise<unknown>]>([
  ['compresses', () => new Promise((resolve) => gzip(large, resolve))],
  ['derives a key', () => new Promise((resolve) => scrypt('a password', 'salt', 64, resolve))],
  [
    'derives another key',
    () => new Promise((resolve) => pbkdf2('a password', 'salt', 20_000, 64, 'sha256', resolve)),
  ],
  ['makes random bytes', () => new Promise((resolve) => randomBytes(64, resolve))],
  ['computes a digest with Web Crypto', () => webcrypto.subtle.digest('SHA-256', large)],
  // As fetch does, at its first request.
  ['compiles WebAssembly', () => compile(wasmModule(20_000))],
  ['reads a file', () => promisify(readFile)(import.meta.filename)],
  ['asks for facts about a file', () => stat(import.meta.filename)],
  ['looks up a name', () => lookup('localhost')],
  ['loads a module', () => asPendingWork(sleepReally(50))],
])('no time passes while something outside this thread %s', async (_name, work) => {
  const tookMs = await inSimulatedTime(async () => {
    let firedAfterMs = 0;
    const start = performance.now();
    setTimeout(() => {
      firedAfterMs = performance.now() - start;
    }, 1);
    await work();
    return firedAfterMs;
  });
  expect(tookMs).toBe(0);
});
