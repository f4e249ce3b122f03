import { execFile } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { startConsole as start } from '../../console/server/start.ts';
import { ownAddress } from '../../scripts/file-readers.mjs';
import { listenLocally } from '../support/listen-locally.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'hookswitch-event-'));

const leftOut = /^(node_modules|dist|tests|bench|\.git|docs\/console)(\/|$)/;
const entry = `  pbx_status: {
    kind: 'pbx-status',
    sample: ({ sn, updateTime }) => [{ event: 'pbx_status', sn, status: 'online', updateTime }],
  },
} satisfies`;

interface Ended {
  readonly code: unknown;
  readonly output: string;
}

function run(...words: string[]): Promise<Ended> {
  const env = { PATH: process.env.PATH, YCM_WEBHOOK_SECRET: 'HookswitchExampleSecret32Letters' };
  return new Promise((resolve) => {
    execFile(process.execPath, words, { cwd: copy, env, timeout: 110_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, output: `${stdout}${stderr}` }),
    );
  });
}

/** Type-checks these files and everything they import. */
function tsc(name: string, files: readonly string[]): Promise<Ended> {
  writeFileSync(join(copy, name), JSON.stringify({ extends: './tsconfig.json', files, include: [] }));
  return run('node_modules/typescript7/bin/tsc', '-p', name);
}

const generate = () => run('scripts/generate.mjs');
const read = (file: string) => readFileSync(join(copy, file), 'utf8');

/** A program of the copy, as one file. */
async function bundle(source: string, name: string): Promise<string> {
  const outfile = join(copy, `node_modules/.cache/hookswitch/new-event-${name}.mjs`);
  await build({
    entryPoints: [join(copy, source)],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outfile,
    plugins: [ownAddress],
  });
  return outfile;
}

/** The address of the copy's console, with an empty page. */
async function openConsole(): Promise<string> {
  const { startConsole }: { startConsole: typeof start } = await import(
    await bundle('console/server/start.ts', 'console')
  );
  const pageFolder = mkdtempSync(join(tmpdir(), 'hookswitch-event-page-'));
  for (const name of ['index.html', 'main.js']) writeFileSync(join(pageFolder, name), '');
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-event-console-'));
  const options = { folder, pageFolder, port: 0, inboxPort: 0, allowHosts: [], onInternalError: () => {} };
  const running = await startConsole(options);
  onTestFinished(() => running.close());
  return running.url;
}

async function startReceiver() {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    bodies.push(await text(request));
    response.writeHead(204).end();
  });
  const origin = await listenLocally(server);
  onTestFinished(() => void server.close());
  return { bodies, url: `${origin}/` };
}

describe('an event added with one schema and one registry entry', () => {
  let withoutEntry: Ended;
  let program: string;

  beforeAll(async () => {
    cpSync(root, copy, { recursive: true, filter: (file) => !leftOut.test(relative(root, file)) });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const schema = join(copy, 'schemas/events/pbx-status.schema.json');
    copyFileSync(new URL('./new-event.json', import.meta.url), schema);
    expect(await generate()).toEqual({ code: 0, output: '' });
    withoutEntry = await tsc('tsconfig.registry.json', ['simulator/events.ts']);
    const registry = join(copy, 'simulator/events.ts');
    writeFileSync(registry, readFileSync(registry, 'utf8').replace('} satisfies', entry));
    program = await bundle('cli/bin.ts', 'cli');
  }, 110_000);

  it('does not compile without the entry', () => {
    expect(withoutEntry.code).not.toBe(0);
    expect(withoutEntry.output).toContain("Property 'pbx_status' is missing");
  });

  it('compiles with the entry, and is in the reference and the list of events', async () => {
    const ended = await Promise.all([tsc('tsconfig.all.json', ['index.ts', 'cli/main.ts']), generate()]);
    for (const { code, output } of ended) expect([code, output]).toEqual([0, '']);
    expect(read('docs/generated/events.md')).toContain('## PBX Status Change');
    expect(read('docs/generated/commands/send.md')).toMatch(/capacity_change or pbx_status/);
    expect(read('docs/generated/api/events.md')).toContain('`"pbx_status"`');
    expect(JSON.parse(read('schemas/openapi.json')).webhooks).toHaveProperty('pbx-status');
  });

  it('is sent by its name', async () => {
    const { url, bodies } = await startReceiver();
    expect((await run(program, 'send', url, '--event', 'pbx_status')).code).toBe(0);
    expect(bodies.map((body) => JSON.parse(body))).toEqual([
      [expect.objectContaining({ event: 'pbx_status', status: 'online' })],
    ]);
  });

  it('is among the fixtures', async () => {
    const all = await run(program, 'fixtures', '--seed', '1', '--format', 'ndjson');
    expect(all.output.match(/"event":"pbx_status"/g)).toHaveLength(1);
  });

  it('is listed in the console, and can be subscribed to there', async () => {
    const url = await openConsole();
    const page = await fetch(new URL('/api/push', url), { headers: { Connection: 'close' } });
    expect(await page.json()).toMatchObject({
      eventTitles: ['PCE DID Change', 'PCE Capacity Change', 'PBX Status Change'],
    });
    const added = await fetch(new URL('/api/webhooks', url), {
      method: 'POST',
      headers: { Connection: 'close', 'Content-Type': 'application/json' },
      body: JSON.stringify({ url: 'http://localhost:1/', method: 'POST', events: ['PBX Status Change'] }),
    });
    expect([added.status, await added.json()]).toMatchObject([201, { events: ['PBX Status Change'] }]);
  });
});
