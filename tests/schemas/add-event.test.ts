import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ownAddress } from '../../scripts/file-readers.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'hookswitch-event-'));

const leftOut = /^(node_modules|dist|tests|examples|bench|\.git|docs\/console)(\/|$)/;
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

/** Types of these files and of all that they import. */
function tsc(name: string, files: readonly string[]): Promise<Ended> {
  writeFileSync(join(copy, name), JSON.stringify({ extends: './tsconfig.json', files, include: [] }));
  return run('node_modules/typescript/bin/tsc', '-p', name);
}

const generate = () => run('scripts/generate.mjs');
const read = (file: string) => readFileSync(join(copy, file), 'utf8');

/** The copy's own command line as one file. */
async function bundle(source: string): Promise<string> {
  const outfile = join(copy, 'node_modules/.cache/hookswitch/new-event.mjs');
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

async function startReceiver() {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    bodies.push(await text(request));
    response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { bodies, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

describe('an event that is added with one schema and one registry entry', () => {
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
    program = await bundle('cli/bin.ts');
  }, 110_000);

  it('does not compile without the entry', () => {
    expect(withoutEntry.code).not.toBe(0);
    expect(withoutEntry.output).toContain("Property 'pbx_status' is missing");
  });

  it('compiles with it, and is in the reference and the list of events', async () => {
    const [types, docs] = await Promise.all([
      tsc('tsconfig.all.json', ['index.ts', 'cli/commands/index.ts']),
      run('scripts/generate-docs.mjs'),
    ]);
    expect([types, docs.code]).toEqual([{ code: 0, output: '' }, 0]);
    expect(read('docs/events.md')).toContain('## PBX Status Change');
    expect(read('docs/command-line.md')).toMatch(/capacity_change or pbx_status/);
    expect(read('docs/api/messages.md')).toContain('`"pbx_status"`');
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

  it('is offered by the console, and taken as a subscription', async () => {
    const consoleCode = "export { eventTitles } from './schemas/index.ts';";
    writeFileSync(join(copy, 'titles.ts'), consoleCode);
    expect(read('schemas/generated/console-types.ts')).toContain("'PBX Status Change'");
  });
});
