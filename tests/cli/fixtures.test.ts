import { execFileSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classify } from '../../schemas/index.ts';
import { env, secret, withReceiver } from './recording-receiver.ts';
import { runCli } from './run-cli.ts';

const events = ['test', 'did_change', 'did_delete', 'trunk_delete', 'pce_delete', 'capacity_change'];
const exampleSecret = 'HookswitchExampleSecret32Letters';
const formats = ['json', 'ndjson', 'har', 'http', 'curl'];
const folder = () => mkdtempSync(join(tmpdir(), 'hookswitch-fixtures-'));

interface FixtureData {
  readonly event: string;
  readonly n: number;
  readonly body: string;
  readonly bodyBase64: string;
  readonly signature: string;
  readonly headers: Record<string, string>;
  readonly secretFingerprint: string;
}

/** By node:crypto alone, without a line of Hookswitch. */
function hmac(bytes: string | Uint8Array, key = secret): string {
  return createHmac('sha256', key).update(bytes).digest('base64');
}

async function run(argv: readonly string[], world = {}) {
  const result = await runCli(['fixtures', ...argv], { env, ...world });
  expect(result).toMatchObject({ exitCode: 0 });
  return result;
}

async function data(argv: readonly string[] = [], world = {}): Promise<FixtureData[]> {
  return JSON.parse((await run(argv, world)).stdout);
}

describe('hookswitch fixtures', () => {
  it('gives a signed message of every kind', async () => {
    const made = await data();
    expect(made.map(({ event }) => event)).toEqual(events);
    for (const { event, body, bodyBase64, signature, headers } of made) {
      expect(Buffer.from(bodyBase64, 'base64').toString()).toBe(body);
      expect(signature).toBe(hmac(body));
      expect(headers['X-Signature']).toBe(signature);
      const kind = { test: 'test', capacity_change: 'capacity-change' }[event] ?? 'did-change';
      expect(classify(JSON.parse(body)).kind).toBe(kind);
      if (kind === 'did-change') expect(JSON.parse(body)[0].event).toBe(event);
    }
  });

  it('signs with the example secret when none is given, and says so', async () => {
    const { stdout, stderr } = await run(['--event', 'test'], { env: {} });
    expect(stderr).toContain(`the example secret ${exampleSecret}`);
    const [made] = JSON.parse(stdout);
    // printf '{"event":"test","message":"This is a webhook connectivity test."}' | openssl dgst -sha256 -binary -hmac "$secret" | openssl base64 -A
    expect(made.signature).toBe('NIohvn/V7/ovydSd6hn8kiIXXXbxQl2iri+mGazP7yo=');
    // printf %s "$secret" | openssl dgst -sha256, its first 8 digits
    expect(made.secretFingerprint).toBe('eb40937d');
  });

  it('never shows a secret that was given', async () => {
    for (const format of formats) {
      const { stdout, stderr } = await run(['--format', format, '--negative']);
      for (const spelling of [
        secret,
        Buffer.from(secret).toString('base64'),
        Buffer.from(secret).toString('hex'),
      ])
        expect(stdout + stderr).not.toContain(spelling);
    }
  });

  it('gives as many of each as are asked for, of the events that are asked for, all different', async () => {
    const made = await data(['--event', 'did_change,capacity_change', '--count', '3', '--seed', '5']);
    expect(made.map(({ event, n }) => `${event} ${n}`)).toEqual([
      'did_change 1',
      'did_change 2',
      'did_change 3',
      'capacity_change 1',
      'capacity_change 2',
      'capacity_change 3',
    ]);
    expect(new Set(made.map(({ body }) => body)).size).toBe(6);
  });

  it.each(formats.flatMap((format) => [[format], [format, '--negative'], [format, '--vary']]))(
    'prints a seed that gives the same bytes again: --format %s %s',
    async (...flags) => {
      const argv = ['--format', ...flags.filter((flag) => flag !== undefined)];
      const first = await run(argv);
      const seed = /--seed (\d+) draws/.exec(first.stderr)?.[1] ?? '';
      expect((await run([...argv, '--seed', seed])).stdout).toBe(first.stdout);
      expect((await run([...argv, '--seed', `${Number(seed) ^ 1}`])).stdout).not.toBe(first.stdout);
    },
  );

  it('says what the seed picked of the profile', async () => {
    const { stderr, stdout } = await run(['--vary', '--seed', '50', '--event', 'pce_delete']);
    expect(stderr).toContain(
      'hookswitch: profile varied by seed 50: contentType "application/json; charset=utf-8", keyOrder reversed,',
    );
    const [fixture] = JSON.parse(stdout);
    expect(fixture.headers['Content-Type']).toBe('application/json; charset=utf-8');
    expect(fixture.body).toMatch(/^\[\{"updateTime":\d+,"sn":"\w+","event":"pce_delete"\}\]$/);
    expect((await run(['--seed', '50'])).stderr).not.toContain('profile');
  });

  it('ends at once on Ctrl-C', async () => {
    const controller = new AbortController();
    const running = runCli(['fixtures', '--count', '100000'], { env, signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    const { exitCode, stdout } = await running;
    expect(exitCode).toBe(130);
    expect(stdout.endsWith(']\n')).toBe(false);
  });

  it.each([
    [['--event', 'did_chnage'], '--event: there is no event "did_chnage"; did you mean did_change?'],
    [['--url', 'nonsense'], 'is no URL'],
    [['--count', '0'], 'a whole number from 1 to 100000'],
    [['--format', 'xml'], 'json, ndjson, har, http, curl'],
    [['--method', 'PUT'], 'POST, GET'],
    [['--get-carriage', 'header'], 'body, query, none'],
    [
      ['--profile', '/nowhere/profile.json'],
      'the profile /nowhere/profile.json cannot be read (there is no such file)',
    ],
    [['--out', '/dev/null/fixtures'], '/dev/null/fixtures cannot be written (ENOTDIR)'],
  ])('%j exits 2 with a sentence', async (argv, sentence) => {
    const { exitCode, stdout, stderr } = await runCli(['fixtures', ...argv], { env });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});

describe('raw requests', () => {
  it('are what a connection carries: a server understands all of them, every signature right', async () => {
    await withReceiver(undefined, async ({ url, requests }) => {
      const { stdout } = await run(['--format', 'http', '--count', '2', '--url', `${url}?a=1`]);
      const { port } = new URL(url);
      const socket = connect(Number(port), '127.0.0.1').resume();
      socket.end(stdout);
      await new Promise((resolve) => socket.on('close', resolve));
      expect(requests.length).toBe(12);
      for (const { method, target, headers, body } of requests) {
        expect([method, target, headers.host]).toEqual(['POST', '/webhook?a=1', `127.0.0.1:${port}`]);
        expect(headers['x-signature']).toBe(hmac(body));
      }
    });
  });
});

describe('curl commands', () => {
  /** The arguments that a POSIX shell gives to curl, each command's. */
  function curlArguments(script: string): string[][] {
    const printing = `curl() { printf '%s\\0' "$@"; printf '\\0'; }\n${script}`;
    const output = execFileSync('sh', ['-c', printing], { encoding: 'utf8' });
    return output
      .split('\0\0')
      .filter((part) => part !== '')
      .map((part) => part.split('\0'));
  }

  it('give curl the very bytes that were signed, whatever the URL holds', async () => {
    const url = `http://localhost:3000/it's/$HOME/\`x\`?a=1&b={2}`;
    const argv = ['--count', '2', '--seed', '9', '--url', url];
    const expected = await data(argv);
    const commands = curlArguments((await run([...argv, '--format', 'curl'])).stdout);
    expect(commands.length).toBe(12);
    for (const [n, words] of commands.entries()) {
      const { body, headers } = expected[n] ?? { body: '', headers: {} };
      expect(words[words.indexOf('--data-binary') + 1]).toBe(body);
      for (const [name, value] of Object.entries(headers)) expect(words).toContain(`${name}: ${value}`);
      expect(words.at(-1)).toBe(url);
      expect(words).toContain('--globoff');
    }
  });
});

describe('--out', () => {
  it.each([
    ['json', 'json'],
    ['ndjson', 'ndjson'],
    ['har', 'har'],
    ['http', 'http'],
    ['curl', 'sh'],
  ])('as %s writes a file a message, and a manifest that names them', async (format, ending) => {
    const cwd = folder();
    const argv = ['--format', format, '--count', '2', '--seed', '3'];
    const { stdout, stderr } = await run([...argv, '--out', 'new/folder'], { cwd });
    expect(stdout).toBe('');
    expect(stderr).toContain('12 messages and manifest.json are in new/folder');
    const out = join(cwd, 'new/folder');
    const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({ seed: 3, format });
    const names = events.flatMap((event) => [1, 2].map((n) => `${event}-${n}.${ending}`));
    expect(manifest.files.map(({ file }: { file: string }) => file)).toEqual(names);
    expect(readdirSync(out).sort()).toEqual([...names, 'manifest.json'].sort());
    for (const [n, { body, signature, event }] of (await data(argv.slice(2))).entries()) {
      const sha256 = createHash('sha256').update(body).digest('hex');
      expect(manifest.files[n]).toMatchObject({ file: names[n], event, signature, sha256 });
      const text = readFileSync(join(out, names[n] ?? ''), 'utf8');
      expect(text).toContain(['ndjson', 'har'].includes(format) ? JSON.stringify(body) : body);
    }
  });

  it('as JSON holds the signed bytes and nothing else', async () => {
    const cwd = folder();
    await run(['--out', '.'], { cwd });
    const manifest = JSON.parse(readFileSync(join(cwd, 'manifest.json'), 'utf8'));
    for (const { file, signature } of manifest.files) {
      expect(hmac(readFileSync(join(cwd, file)))).toBe(signature);
    }
  });

  it('gives the same bytes for the same seed, over what an earlier run wrote, and leaves other files alone', async () => {
    const [once, again] = [folder(), folder()];
    writeFileSync(join(again, 'other.txt'), 'mine');
    await run(['--out', '.', '--seed', '1'], { cwd: again });
    await run(['--out', '.', '--seed', '3'], { cwd: again });
    await run(['--out', '.', '--seed', '3'], { cwd: once });
    for (const name of readdirSync(once)) {
      expect(readFileSync(join(again, name))).toEqual(readFileSync(join(once, name)));
    }
    expect(readFileSync(join(again, 'other.txt'), 'utf8')).toBe('mine');
  });
});
