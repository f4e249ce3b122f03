import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../../support/run-cli.ts';
import { checkApp, correct, expressExample, folderWith } from './app-folder.ts';

const stateRules = ['--rules', 'message/applies-every-item,retry/applies-once'];

describe('hookswitch check --app', () => {
  it.each<[string, string, string]>([
    ['a listener', 'app.mjs', `${correct} export default listener;`],
    ['a named export', 'app.mjs#hook', `${correct} export const hook = listener;`],
    ['a function that creates it', 'app.mjs', `${correct} export default () => listener;`],
    [
      'a server, by an async function',
      'app.mjs#create',
      `${correct} import { createServer } from 'node:http';
       export async function create() { return createServer(listener); }`,
    ],
    ['a promise', 'app.mjs', `${correct} export default Promise.resolve(listener);`],
    [
      'an Express app',
      'app.mjs',
      `import { createApp } from ${expressExample};
       export default createApp(process.env.YCM_WEBHOOK_SECRET).app;`,
    ],
    [
      'a fetch handler',
      'app.mjs',
      `export default { fetch: async (request) => { await request.arrayBuffer(); return new Response('ok'); } };`,
    ],
    [
      'TypeScript',
      'app.ts',
      `import type { RequestListener } from 'node:http';
       const listener: RequestListener = (request, response) => void request.resume().on('end', () => response.end());
       export default listener;`,
    ],
    [
      'CommonJS',
      'app.cjs',
      'module.exports = (request, response) => request.resume().on("end", () => response.end());',
    ],
    [
      'exports of CommonJS',
      'app.cjs#hook',
      'exports.hook = (request, response) => request.resume().on("end", () => response.end());',
    ],
    [
      'a server that the module starts',
      'app.mjs',
      `${correct} import { createServer } from 'node:http'; createServer(listener).listen(3000);`,
    ],
    [
      'a server that a function starts a second later',
      'app.mjs',
      `${correct} import { createServer } from 'node:http';
       export default () => void setTimeout(() => createServer(listener).listen(), 1000);`,
    ],
    [
      'an export of a module that starts a server too',
      'app.mjs',
      `${correct} import { createServer } from 'node:http'; export default listener;
       createServer((request, response) => response.writeHead(500).end()).listen(3000);`,
    ],
    [
      'a module that waits when it is loaded',
      'app.mjs',
      `${correct} await new Promise((resolve) => setTimeout(resolve, 20_000)); export default listener;`,
    ],
  ])('checks %s', async (_what, app, text) => {
    const cwd = folderWith({ [app.replace(/#.*/, '')]: text });
    const { exitCode, stderr, report } = await checkApp(cwd, ['--app', app]);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(report).toMatchObject({ time: 'simulated', summary: { pass: 1 } });
  });

  it('checks the state that the export observe shows, and prints both durations', async () => {
    const cwd = folderWith({
      'app.mjs': `${correct} export default listener; export const observe = (sn) => stateOf(sn);`,
    });
    const argv = ['check', '--app', 'app.mjs', '--path', '/webhook', '--seed', '5', ...stateRules];
    const { exitCode, stdout } = await runCli(argv, { cwd });
    expect(stdout).toMatch(/^Checking POST \/webhook of app\.mjs /);
    expect(stdout).toMatch(/✓ 2 passed {3}seed 5 · [\d.]+ m?s \([\d.]+ s simulated\)\n$/);
    expect(exitCode).toBe(0);
  });

  it('checks the state that another module shows, which shares its modules with the app', async () => {
    const cwd = folderWith({
      'store.mjs': `${correct} export { listener, stateOf };`,
      'app.mjs': `export { listener as default } from './store.mjs'; export const observe = () => 'wrong';`,
      'state.mjs': `import { stateOf } from './store.mjs'; export const show = (sn) => stateOf(sn);`,
    });
    const { exitCode, report } = await checkApp(cwd, [
      ...['--app', 'app.mjs', '--observe-app', 'state.mjs#show'],
      ...stateRules,
    ]);
    expect(report).toMatchObject({ observer: { kind: 'function' }, summary: { pass: 2 } });
    expect(exitCode).toBe(0);
  });

  it('simulates timers that the module sets when it is loaded', async () => {
    // It applies what it has acknowledged when its interval of a second fires.
    const cwd = folderWith({
      'app.mjs': `${correct}
        import { PassThrough } from 'node:stream';
        const applied = new Map();
        setInterval(() => { for (const sn of sns) applied.set(sn, stateOf(sn)); }, 1000);
        const sns = new Set();
        export default (request, response) => {
          request.on('data', (bytes) => { for (const [, sn] of String(bytes).matchAll(/"sn":"(\\w+)"/g)) sns.add(sn); });
          return listener(request, response);
        };
        export const observe = (sn) => applied.get(sn) ?? null;`,
    });
    const { report, stderr } = await checkApp(cwd, ['--app', 'app.mjs', ...stateRules]);
    expect([stderr, report.summary.pass]).toEqual(['', 2]);
  });

  it('sends the same requests with the same seed', async () => {
    const cwd = folderWith({
      'app.mjs': `${correct} export default listener; export const observe = (sn) => stateOf(sn);`,
    });
    const argv = ['--app', 'app.mjs', '--seed', '7', '--rules', 'signature/*'];
    const once = async () => {
      const { report } = await checkApp(cwd, argv);
      return { ...report, startedAt: '', durationMs: 0 };
    };
    const first = await once();
    expect(first.summary.pass).toBeGreaterThan(10);
    expect(await once()).toEqual(first);
  });

  it('passes the secret in the environment, and restores that afterwards', async () => {
    const text = `const secret = process.env.MY_SECRET;
      ${correct.replace('process.env.YCM_WEBHOOK_SECRET', 'secret')} export default listener;`;
    const cwd = folderWith({ 'app.mjs': text });
    const env = { MY_SECRET: 'z6Wq1TxLm8RvN3bKh0JyC5sGd2PfUe9A' };
    const { exitCode } = await checkApp(cwd, ['--app', 'app.mjs', '--secret-env', 'MY_SECRET'], { env });
    expect(exitCode).toBe(0);
    expect(process.env.MY_SECRET).toBeUndefined();
  });

  it('loads the files as they are now', async () => {
    const cwd = folderWith({
      'status.mjs': 'export const status = 500;',
      'app.mjs': `import { status } from './status.mjs';
        export default (request, response) => request.resume().on('end', () => response.writeHead(status).end());`,
    });
    expect((await checkApp(cwd, ['--app', 'app.mjs'])).exitCode).not.toBe(0);
    writeFileSync(join(cwd, 'status.mjs'), 'export const status = 200;');
    expect((await checkApp(cwd, ['--app', 'app.mjs'])).exitCode).toBe(0);
  });

  it('checks in real time on request', async () => {
    const cwd = folderWith({ 'app.mjs': `${correct} export default listener;` });
    const { exitCode, report } = await checkApp(cwd, ['--app', 'app.mjs', '--time', 'real']);
    expect([exitCode, report.time, report.simulatedMs]).toEqual([0, 'real', undefined]);
  });

  it('reads its options from the configuration', async () => {
    const cwd = folderWith({
      'app.mjs': `${correct} export const hook = listener;`,
      'hookswitch.config.json': JSON.stringify({
        app: 'app.mjs#hook',
        path: '/webhook',
        time: 'real',
        rules: ['signature/accepts-genuine'],
      }),
    });
    const { exitCode, stdout } = await runCli(['check'], { cwd });
    expect(stdout).toMatch(/^Checking POST \/webhook of app\.mjs#hook /);
    expect(stdout).not.toContain('simulated');
    expect(exitCode).toBe(0);
  });

  it('gives a command that checks the failed rule again', async () => {
    const cwd = folderWith({
      'app.mjs': 'export default (request, response) => response.writeHead(200).end();',
    });
    const argv = [
      'check',
      '--app',
      'app.mjs',
      '--path',
      '/x',
      '--rules',
      'signature/rejects-missing',
      '--seed',
      '3',
    ];
    const { exitCode, stdout } = await runCli(argv, { cwd });
    expect(stdout).toContain(
      'npx hookswitch check --app app.mjs --path /x --rules signature/rejects-missing --seed 3',
    );
    expect(exitCode).toBe(1);
  });

  it.each<[readonly string[], string]>([
    [['http://127.0.0.1:1/', '--app', 'app.mjs'], 'a URL and --app are given; give one of them'],
    [
      ['--app', 'app.mjs', '--dry-run'],
      '--dry-run shows what a check of a URL would run; leave it out with --app, which sends nothing to others',
    ],
    [['--app', 'app.mjs', '--path', 'webhook'], '--path is webhook, but must start with /'],
    [
      ['--app', 'app.mjs', '--time', 'real', '--schedules', '5'],
      '--schedules only works with --time simulated',
    ],
    [['--path', '/webhook'], '--path only works with --app: hookswitch check --app FILE'],
    [
      ['http://127.0.0.1:1/', '--time', 'simulated'],
      '--time simulated only works with --app: hookswitch check --app FILE',
    ],
    [
      ['http://127.0.0.1:1/', '--observe-app', 'x.mjs'],
      '--observe-app only works with --app: hookswitch check --app FILE',
    ],
  ])('refuses %j', async (argv, sentence) => {
    const cwd = folderWith({ 'app.mjs': `${correct} export default listener;` });
    const { exitCode, stderr } = await runCli(['check', ...argv], { cwd });
    expect(stderr).toBe(`hookswitch: ${sentence}\n`);
    expect(exitCode).toBe(2);
  });
});
