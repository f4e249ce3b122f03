import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../../support/run-cli.ts';
import { folderWith } from './app-folder.ts';

const secret = 'z6Wq1TxLm8RvN3bKh0JyC5sGd2PfUe9A';
const whatToExport =
  'export a listener (request, response), an http.Server, an object with a fetch method, or a function without parameters that returns one';

/** Each file, what is given to `--app`, and the sentence. */
const unusable: readonly [what: string, app: string, text: string, sentence: string][] = [
  ['is missing', 'none.mjs', '', '--app: there is no file none.mjs; give the module that exports your app'],
  ['is a folder', '.', '', '--app: . is not a file; give the module that exports your app'],
  [
    'is not a module',
    'app.py',
    'app = 1',
    '--app: app.py is not a module; its name must end in .ts, .mts, .cts, .js, .mjs or .cjs',
  ],
  [
    'is given with an empty export',
    'app.mjs#',
    'export default 1;',
    '--app: app.mjs# names no export; write app.mjs#NAME, or app.mjs for the default',
  ],
  [
    'exports nothing',
    'app.mjs',
    '',
    `app.mjs can't be checked, since it has no default export and it starts no server; ${whatToExport}`,
  ],
  [
    'has only named exports',
    'app.mjs',
    'export const app = () => {}, port = 3000;',
    `app.mjs can't be checked, since it has no default export (it exports app, port) and it starts no server; ${whatToExport}`,
  ],
  [
    'has no such export',
    'app.mjs#hook',
    'export const app = () => {};',
    `app.mjs can't be checked, since it doesn't export hook (it exports app) and it starts no server; ${whatToExport}`,
  ],
  [
    'exports a function with one parameter',
    'app.mjs#createApp',
    'export function createApp(secret) { return (request, response) => response.end(); }',
    `app.mjs can't be checked, since its export createApp is a function with one parameter; ${whatToExport}`,
  ],
  [
    'exports a function that returns something else',
    'app.mjs',
    'export default async () => ({ port: 3000 });',
    `app.mjs can't be checked, since its default export returns an object with port; ${whatToExport}`,
  ],
  [
    'exports a function that returns nothing',
    'app.mjs',
    'export default () => {};',
    `app.mjs can't be checked, since its default export returns nothing and it starts no server; ${whatToExport}`,
  ],
  [
    'exports an app of Koa',
    'app.mjs',
    'export default { use() {}, callback() {} };',
    `app.mjs can't be checked, since its default export is an object with use, callback; ${whatToExport}; for Koa, that's app.callback()`,
  ],
  [
    'starts two servers',
    'app.mjs',
    `import { createServer } from 'node:http'; for (const port of [3000, 3001]) createServer().listen(port);`,
    `app.mjs can't be checked, since it has no default export and it starts 2 servers; ${whatToExport}`,
  ],
  [
    'throws',
    'app.mjs',
    'const config = null;\n\nexport default config.app;\n',
    "app.mjs can't be loaded: TypeError: Cannot read properties of null (reading 'app'), at app.mjs:3, `export default config.app;`",
  ],
  [
    'throws in TypeScript',
    'app.ts',
    'interface Config { app: () => void }\nconst config: Config = JSON.parse("null");\nexport default config.app;\n',
    "app.ts can't be loaded: TypeError: Cannot read properties of null (reading 'app'), at app.ts:3, `export default config.app;`",
  ],
  [
    'throws in the function that creates the app',
    'app.mjs',
    'export default () => {\n  throw new Error("no database");\n};\n',
    'app.mjs can\'t be loaded: no database, at app.mjs:2, `throw new Error("no database");`',
  ],
  ['throws something else', 'app.mjs', 'throw "no database";', "app.mjs can't be loaded: no database"],
  [
    'throws later, while it is still loaded',
    'app.mjs',
    'setTimeout(() => {\n  throw new Error("late");\n}, 50);\nawait new Promise((resolve) => setTimeout(resolve, 1000));\n',
    'app.mjs can\'t be loaded: late, at app.mjs:2, `throw new Error("late");`',
  ],
  [
    'has a syntax error in TypeScript',
    'app.ts',
    'const port: number = 1;\nexport default function (request, response {\n}\n',
    'app.ts can\'t be loaded: syntax error: Unexpected token, expected ",", at app.ts:2, `export default function (request, response {`',
  ],
  [
    'imports a package that is not installed',
    'app.mjs',
    "import { createServer } from 'node:http';\nimport koa from 'koa-of-nobody';\nexport default createServer(koa);\n",
    "app.mjs can't be loaded: Cannot find module 'koa-of-nobody', at app.mjs:2, `import koa from 'koa-of-nobody';`",
  ],
  [
    'ends the process',
    'app.mjs',
    'if (!process.env.DATABASE_URL_OF_NOBODY) {\n  process.stderr.write("Set DATABASE_URL.\\n");\n  process.exit(1);\n}\n',
    'app.mjs can\'t be loaded: process.exit(1) was called, at app.mjs:3, `process.exit(1);`; it printed "Set DATABASE_URL."',
  ],
  [
    'ends the process and catches that',
    'app.cjs',
    'try {\n  process.exit(3);\n} catch {}\nmodule.exports = (request, response) => response.end();\n',
    "app.cjs can't be loaded: process.exit(3) was called, at app.cjs:2, `process.exit(3);`",
  ],
  [
    'never finishes loading',
    'app.mjs',
    'setInterval(() => {}, 1000);\nawait new Promise(() => {});\n',
    "app.mjs wasn't loaded within 30.00 s; is there an await that never ends? If it only needs longer, use --wait",
  ],
  [
    'shows its secret in an error',
    'app.mjs',
    'throw new Error("bad secret " + process.env.YCM_WEBHOOK_SECRET);',
    'app.mjs can\'t be loaded: bad secret ***, at app.mjs:1, `throw new Error("bad secret " + process.env.YCM_WEBHOOK_SECRET);`',
  ],
  [
    'exports an observe that is not a function',
    'app.mjs',
    'export default (request, response) => response.end(); export const observe = 5;',
    'the export observe of app.mjs is not a function; export (sn) => state',
  ],
];

describe('hookswitch check --app refuses a module that', () => {
  it.each(unusable)('%s', async (_what, app, text, sentence) => {
    const cwd = folderWith({ [app.replace(/#.*/, '').replace(/^(\.|none\.mjs)$/, 'other.mjs')]: text });
    const { exitCode, stdout, stderr } = await runCli(['check', '--app', app], {
      cwd,
      env: { YCM_WEBHOOK_SECRET: secret },
    });
    expect(stderr).toBe(`hookswitch: ${sentence}\n`);
    expect([exitCode, stdout]).toEqual([2, '']);
  });

  it('is named by --observe-app and exports no such function', async () => {
    const cwd = folderWith({
      'app.mjs': 'export default (request, response) => response.end();',
      'state.mjs': 'export const other = 1;',
    });
    const refused = async (observer: string) =>
      (await runCli(['check', '--app', 'app.mjs', '--observe-app', observer], { cwd })).stderr;
    expect(await refused('state.mjs')).toBe(
      "hookswitch: state.mjs doesn't export observe; export a function, (sn) => state\n",
    );
    expect(await refused('none.mjs')).toBe(
      'hookswitch: --observe-app: there is no file none.mjs; give the module that exports your app\n',
    );
  });
});

describe('hookswitch check --app', () => {
  const check = (text: string, ...argv: string[]) =>
    runCli(['check', '--app', 'app.mjs', ...argv], {
      cwd: folderWith({ 'app.mjs': text }),
      env: { YCM_WEBHOOK_SECRET: secret },
    });
  const oneRule = ['--rules', 'signature/accepts-genuine'];

  it.each([
    ['when it is loaded', 'process.stdout.write("secret " + process.env.YCM_WEBHOOK_SECRET + "\\n");', ''],
    [
      'when it receives a message',
      '',
      'process.stderr.write("secret " + process.env.YCM_WEBHOOK_SECRET + "\\n");',
    ],
    [
      'to the descriptor, as some loggers do',
      "import { writeSync } from 'node:fs';",
      'writeSync(1, "secret " + process.env.YCM_WEBHOOK_SECRET + "\\n");',
    ],
  ])('finds the secret that the app prints %s', async (_when, atFirst, then) => {
    const text = `${atFirst}\nexport default (request, response) => { ${then} request.resume().on('end', () => response.end()); };`;
    const { stdout, stderr } = await check(text, '--rules', 'security/logs-no-secret');
    expect(stdout).toContain(`it printed the webhook's secret, in plain text: "secret ***"`);
    expect(stdout + stderr).not.toContain(secret);
  });

  it.each<[string, string, string]>([
    [
      'throws an error that nobody catches',
      'setTimeout(() => { throw new Error("broken"); }, 5);',
      'threw an error that nobody caught',
    ],
    [
      'has a promise that nobody awaits',
      'Promise.reject(new Error("broken"));',
      'threw an error that nobody caught',
    ],
    ['ends the process', 'setTimeout(() => { process.exit(7); }, 5);', 'ended its process'],
  ])('fails an app that %s, in every output', async (_what, deed, how) => {
    const text = `export default (request, response) => {\n  ${deed}\n  request.resume().on('end', () => response.end());\n};`;
    const why = `our receiver ${how}, probably because of the test message (an object).`;
    const { exitCode, stdout, stderr } = await check(text, ...oneRule, '--report', 'junit=-');
    expect(exitCode).toBe(1);
    const unwrapped = stderr.replaceAll(/\s+/g, ' ');
    expect(unwrapped).toContain(`✗ FAILED: y${why} Exit 1. `);
    expect(unwrapped).toMatch(new RegExp(`it ${how}: .*, at app\\.mjs:2, \`${deed.slice(0, 9)}`));
    expect(stdout).toMatch(/<testsuites [^>]*failures="1"/);
    const { outcome, diagnosis } = JSON.parse((await check(text, ...oneRule, '--json')).stdout);
    expect([outcome, diagnosis.title]).toEqual(['failed', `Y${why}`]);
    const agent = await check(text, ...oneRule, '--agent');
    expect(agent.stdout).toMatch(/^FAILED: /);
    expect([agent.exitCode, agent.stderr]).toEqual([1, '']);
  });

  it('says which rule fails because of that, if it is checked', async () => {
    const text =
      "export default (request, response) => { Promise.reject(new Error('broken')); response.end(); };";
    const { stdout } = await check(text, '--rules', 'security/is-alive-at-the-end', '--json');
    const { diagnosis, explained } = JSON.parse(stdout);
    expect(diagnosis.cause).toBe('crash');
    expect(explained).toEqual(['security/is-alive-at-the-end']);
  });

  it('says how to check an app that talks to another process', async () => {
    const program = `const s = require('net').createServer().listen(0, '127.0.0.1', () => console.log(s.address().port))`;
    const database = spawn(process.execPath, ['-e', program]);
    const [line] = await once(database.stdout, 'data');
    const port = Number(String(line));
    const text = `import { connect } from 'node:net';
      export default (request, response) => {
        connect(${port}, '127.0.0.1').on('error', () => {}).unref();
        request.resume().on('end', () => response.end());
      };`;
    const simulated = await check(text, ...oneRule);
    const real = await check(text, ...oneRule, '--time', 'real');
    database.kill();
    expect(simulated).toMatchObject({
      exitCode: 2,
      stderr: `hookswitch: something connects to 127.0.0.1:${port}, and the time of another process can't be simulated; use --time real\n`,
    });
    expect([real.exitCode, real.stderr]).toEqual([0, '']);
  });
});
