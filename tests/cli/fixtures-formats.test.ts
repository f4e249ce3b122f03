import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { main } from '../../cli/main.ts';
import { type Recording, validate } from '../../schemas/index.ts';
import { harProblems } from '../suites/reports/har-problems.ts';
import { type Entry, fixturesIn, newFolder } from './fixture-folder.ts';
import { env, type RecordedRequest, secret, withReceiver } from './recording-receiver.ts';
import { runCli } from './run-cli.ts';

interface FixtureData {
  readonly what: string;
  readonly bodyBase64: string;
  readonly expected: Entry['expected'];
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function print(...argv: readonly string[]): Promise<string> {
  const { exitCode, stdout } = await runCli(['fixtures', '--seed', '5', ...argv], { env });
  expect(exitCode).toBe(0);
  return stdout;
}

async function data(...argv: readonly string[]): Promise<FixtureData[]> {
  return JSON.parse(await print(...argv));
}

const carriages = [
  ['--method', 'POST'],
  ['--method', 'GET', '--get-carriage', 'body'],
  ['--method', 'GET', '--get-carriage', 'query'],
  ['--method', 'GET', '--get-carriage', 'none'],
];

/** What is carried, by a way that shares nothing with how it was written. */
function carried(argv: readonly string[], body: Buffer, url: string): Buffer {
  if (!argv.includes('query')) return body;
  expect(body.length).toBe(0);
  const [, value = ''] = /[?&]message=([^&#]*)/.exec(url) ?? [];
  return Buffer.from(
    value.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

describe('NDJSON', () => {
  const bytesOf = ({ request: { body } }: Recording) =>
    'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64');

  it.each(carriages)('is a recording of what JSON has: %s %s %s %s', async (...argv) => {
    const flags = ['--negative', ...argv.filter((word) => word !== undefined)];
    const expected = await data(...flags);
    const lines = (await print(...flags, '--format', 'ndjson')).trimEnd().split('\n');
    expect(lines.length).toBe(expected.length);
    for (const [n, line] of lines.entries()) {
      const recording: Recording = JSON.parse(line);
      const fixture = expected[n];
      expect(validate('recording', recording)).toBeUndefined();
      expect(recording.note).toBe(fixture?.what);
      expect(recording.expected).toEqual(fixture?.expected);
      expect(recording.request.method).toBe(fixture?.method);
      expect(recording.request.body.truncated).toBe(false);
      expect(recording.request.body.bytes).toBe(bytesOf(recording).length);
      const message = carried(flags, bytesOf(recording), recording.request.url);
      expect(message.toString('base64'), recording.note).toBe(fixture?.bodyBase64);
    }
  });

  it('tells which mistake made a signature, and keeps a header that is there twice', async () => {
    const lines = (await print('--negative', '--format', 'ndjson')).trimEnd().split('\n');
    const recordings = lines.map((line): Recording => JSON.parse(line));
    const of = (what: string) => recordings.find(({ note }) => note === `a did_change message ${what}`);
    expect(of('without an X-Signature header')?.signature).toEqual({ verdict: 'missing' });
    expect(of('with the right digest in hex')?.signature).toEqual({ verdict: 'wrong', mistakes: ['hex'] });
    expect(of('signed with HMAC-SHA1')?.signature).toEqual({ verdict: 'wrong', mistakes: ['hmac-sha1'] });
    expect(of('with its signature in lower case')?.fault).toBe('altered-signature');
    const doubled = of('with two X-Signature headers of which the first is genuine');
    expect(doubled?.request.headers.filter(([name]) => name === 'X-Signature')).toHaveLength(2);
    const genuine = recordings.find(({ note }) => note === 'a genuine test message');
    expect(genuine?.signature).toEqual({ verdict: 'right' });
  });
});

describe('HAR', () => {
  interface HarEntry {
    readonly startedDateTime: string;
    readonly request: {
      readonly method: string;
      readonly url: string;
      readonly headers: readonly { readonly name: string; readonly value: string }[];
      readonly postData?: { readonly mimeType: string; readonly text: string; readonly encoding?: string };
      readonly headersSize: number;
      readonly bodySize: number;
    };
    readonly response: { readonly status: number };
    readonly _expected: Entry['expected'];
  }

  const bytesOf = ({ request: { postData } }: HarEntry) =>
    Buffer.from(postData?.text ?? '', postData?.encoding === 'base64' ? 'base64' : 'utf8');

  it.each(carriages)('is valid, and has what JSON has: %s %s %s %s', async (...argv) => {
    const flags = ['--negative', ...argv.filter((word) => word !== undefined)];
    const expected = await data(...flags);
    const har = JSON.parse(await print(...flags, '--format', 'har'));
    expect(harProblems(har)).toBeUndefined();
    expect(har.log).toMatchObject({ version: '1.2', creator: { name: 'hookswitch' } });
    const entries: HarEntry[] = har.log.entries;
    expect(entries.map(({ _expected }) => _expected)).toEqual(expected.map((fixture) => fixture.expected));
    for (const [n, entry] of entries.entries()) {
      const { request } = entry;
      expect(entry.response.status).toBe(0);
      expect([request.method, request.url]).toEqual([expected[n]?.method, expected[n]?.url]);
      expect(request.bodySize).toBe(bytesOf(entry).length);
      expect(carried(flags, bytesOf(entry), request.url).toString('base64')).toBe(expected[n]?.bodyBase64);
    }
  });

  it('finds a HAR wrong that is', async () => {
    const har = JSON.parse(await print('--event', 'test', '--format', 'har'));
    delete har.log.entries[0].response;
    expect(harProblems(har)).toBeDefined();
  });

  it('has the sizes of what goes over the wire, and times in the order of the entries', async () => {
    const wire = Buffer.from(await print('--event', 'capacity_change', '--format', 'http'));
    const count2 = JSON.parse(await print('--format', 'har', '--count', '2'));
    const times = count2.log.entries.map(({ startedDateTime }: HarEntry) => startedDateTime);
    expect(times).toEqual([...new Set(times)].sort());
    expect(times[0]).toBe('2026-03-10T02:48:40.000Z');
    const har = JSON.parse(await print('--event', 'capacity_change', '--format', 'har'));
    const { headersSize, bodySize } = har.log.entries[0].request;
    expect(headersSize).toBe(wire.indexOf('\r\n\r\n') + 4);
    expect(headersSize + bodySize).toBe(wire.length);
  });
});

describe('curl', () => {
  function runShell(script: string): Promise<number | null> {
    return new Promise((resolve, reject) => {
      const child = spawn('sh', ['-c', script], { stdio: 'ignore' });
      child.on('error', reject).on('close', resolve);
    });
  }

  /** As received: the message, and the values of X-Signature one Latin-1 character a byte. */
  const summary = (argv: readonly string[]) => (request: RecordedRequest) => ({
    method: request.method,
    message: carried(argv, request.body, request.target).toString('base64'),
    signature: request.headers['x-signature'],
    contentType: request.headers['content-type'],
    userAgent: request.headers['user-agent'],
    accept: request.headers.accept,
  });

  it.each(carriages)('sends exactly that, whatever it is: %s %s %s %s', async (...argv) => {
    await withReceiver(undefined, async ({ url, requests }) => {
      const flags = ['--negative', '--url', url, ...argv.filter((word) => word !== undefined)];
      // A server of Node refuses a longer head before anybody sees it.
      const expected = (await data(...flags)).filter((fixture) => fixture.url.length < 16_000);
      const { path } = await fixturesIn(['--seed', '5', ...flags, '--format', 'curl'], env);
      const manifest = JSON.parse(readFileSync(join(path, 'manifest.json'), 'utf8'));
      const names = manifest.files.map(({ file }: Entry) => file).join(' ');
      expect(await runShell(`cd '${path}' && for f in ${names}; do sh "./$f"; done`)).toBe(0);
      expect(requests.map(summary(flags))).toEqual(
        expected.map(({ method, bodyBase64, headers }) => ({
          method,
          message: bodyBase64,
          signature: signatureIn(headers),
          contentType: headers['Content-Type'],
          userAgent: headers['User-Agent'],
          accept: headers.Accept,
        })),
      );
    });
  });

  function signatureIn(headers: Readonly<Record<string, string>>): string | undefined {
    return Object.entries(headers)
      .find(([name]) => name.toLowerCase() === 'x-signature')?.[1]
      .trim();
  }
});

describe('a GET', () => {
  it.each(carriages.slice(1))('carries and signs as it is told: %s %s %s %s', async (...argv) => {
    for (const { bodyBase64, headers, url, method } of await data(...argv)) {
      expect(method).toBe('GET');
      expect(url.includes('?message=')).toBe(argv.includes('query'));
      const message = Buffer.from(bodyBase64, 'base64');
      expect(message.length > 0).toBe(!argv.includes('none'));
      expect(headers['X-Signature']).toBe(createHmac('sha256', secret).update(message).digest('base64'));
    }
  });
});

describe('a manifest', () => {
  it('names the command that makes the same folder again, whatever the flags', async () => {
    const [first, again] = [newFolder(), newFolder()];
    const argv = ['--negative', '--count', '2', '--method', 'GET', '--get-carriage', 'query', '--vary'];
    const { manifest } = await fixturesIn([...argv, '--event', 'test,did_change'], env, first);
    const words = String(manifest.command).split(' ');
    expect(words.slice(0, 3)).toEqual(['npx', 'hookswitch', 'fixtures']);
    expect(await runCli(words.slice(2), { env, cwd: again })).toMatchObject({ exitCode: 0 });
    expect(readdirSync(again)).toEqual(readdirSync(first));
    for (const name of readdirSync(first)) {
      expect(readFileSync(join(again, name))).toEqual(readFileSync(join(first, name)));
    }
  });

  it('stays as it was when a run is interrupted, and no part of another is left', async () => {
    const { path } = await fixturesIn(['--seed', '1'], env);
    const before = readFileSync(join(path, 'manifest.json'));
    const controller = new AbortController();
    const world = { env, cwd: path, signal: controller.signal };
    const running = runCli(['fixtures', '--count', '100000', '--out', '.'], world);
    setTimeout(() => controller.abort(), 50);
    expect((await running).exitCode).toBe(130);
    expect(readFileSync(join(path, 'manifest.json'))).toEqual(before);
    expect(readdirSync(path).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('is not there before the folder is whole', async () => {
    const path = newFolder();
    const signal = AbortSignal.abort();
    const { exitCode } = await runCli(['fixtures', '--out', '.'], { env, cwd: path, signal });
    expect(exitCode).toBe(130);
    expect(existsSync(join(path, 'manifest.json'))).toBe(false);
  });
});

it('waits for who reads it: however many are asked for, little is held', async () => {
  const stdout = new PassThrough();
  const controller = new AbortController();
  const argv = ['fixtures', '--format', 'har', '--negative', '--count', '100000'];
  const stdin = new PassThrough();
  const stderr = new PassThrough().resume();
  const running = main(argv, { stdin, stdout, stderr, env, cwd: '.', signal: controller.signal });
  while (!stdout.writableNeedDrain) await new Promise(setImmediate);
  for (let turn = 0; turn < 1000; turn += 1) await new Promise(setImmediate);
  expect(stdout.readableLength + stdout.writableLength).toBeLessThan(200_000);
  controller.abort();
  stdout.resume();
  expect(await running).toBe(130);
});
