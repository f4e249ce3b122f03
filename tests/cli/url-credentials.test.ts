import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../bench/support/free-port.ts';
import { type Answer, env, withReceiver } from '../support/recording-receiver.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';

const token = 'SECRETTOKEN';
const observerToken = 'OBSERVERTOKEN';
const observe = (url: string) => `${url}?sn={sn}&token=${observerToken}`;

/** Rejects what it can, and repeats the request target everywhere it can. */
const echo: Answer = (response, { method, target }) => {
  response.writeHead(method === 'GET' ? 200 : 401, {
    Location: `http://127.0.0.1${target}`,
    'X-Target': target,
  });
  response.end(JSON.stringify({ target }));
};

const folder = () => mkdtempSync(join(tmpdir(), 'hookswitch-url-'));

/** Every byte that a command printed or wrote into its folder. */
function everythingOf({ stdout, stderr }: CliResult, cwd: string): string {
  const files = readdirSync(cwd).map((name) => readFileSync(join(cwd, name)).toString('latin1'));
  return [stdout, stderr, ...files].join('\n');
}

async function run(argv: readonly string[], cwd: string): Promise<{ result: CliResult; all: string }> {
  const result = await runCli(argv, { env, cwd });
  return { result, all: everythingOf(result, cwd) };
}

describe('a credential in the URL', () => {
  it('is in nothing that check prints or writes; the rerun command has *** instead', async () => {
    const cwd = folder();
    const formats = ['json', 'ndjson', 'junit', 'ctrf', 'html', 'markdown', 'github', 'har'];
    await withReceiver(echo, async ({ url }) => {
      const { result, all } = await run(
        [
          ...['check', `${url}?token=${token}&name=x`, '--observe-url', observe(url), '--settle', '100ms'],
          ...[
            '--rules',
            'signature/accepts-genuine,acknowledgement/acknowledges-in-time,acknowledgement/does-not-redirect',
          ],
          ...formats.flatMap((format) => ['--report', `${format}=report.${format}`]),
        ],
        cwd,
      );
      expect(result.stdout).toContain(`Checking POST ${url}?token=***&name=x`);
      expect(readdirSync(cwd)).toHaveLength(formats.length);
      expect(all).toContain(`check '${url}?token=***&name=x'`);
      expect(all).not.toMatch(/SECRETTOKEN|OBSERVERTOKEN/);
    });
  });

  it.each(['check', 'send'])(
    'of a redirect, or in a header, is in nothing that %s prints or writes, nor is all of it',
    async (command) => {
      const cwd = folder();
      const long = 'x'.repeat(10_000);
      const redirect: Answer = (response, { target }) => {
        if (target !== '/webhook') return void response.writeHead(401).end();
        response.writeHead(302, {
          Location: `http://user:hushhush@${response.req.headers.host}/${long};jsessionid=${token}?access_token=${token}&x=1`,
          'Set-Cookie': `id=${token}`,
          'X-Auth': token,
        });
        response.end();
      };
      await withReceiver(redirect, async ({ url }) => {
        const { result, all } = await run(
          command === 'check'
            ? [
                ...['check', url, '--rules', 'signature/accepts-genuine,acknowledgement/does-not-redirect'],
                ...['json', 'html', 'markdown', 'har', 'junit'].flatMap((one) => [
                  '--report',
                  `${one}=r.${one}`,
                ]),
              ]
            : [
                'send',
                url,
                '--event',
                'test',
                '--retries',
                '1',
                '--set-profile',
                'retryDelayMs=1',
                '--verbose',
                '--journal',
                'j.jsonl',
              ],
          cwd,
        );
        expect(result.stdout).toContain('302 Found');
        expect(result.stdout).toContain('http://***@127.0.0.1');
        expect(result.stdout).not.toContain('x'.repeat(1000));
        expect(all).not.toMatch(/SECRETTOKEN|hushhush/);
      });
    },
  );

  it('must be put into that command: *** is refused with one sentence', async () => {
    const { exitCode, stderr } = await runCli(['check', 'http://127.0.0.1:9/hook?token=***'], { env });
    expect([exitCode, stderr]).toEqual([
      2,
      'hookswitch: the URL of the receiver contains *** where a credential was masked; replace *** with the credential\n',
    ]);
  });

  it.each([
    ['check', 'http://user:hushhush@127.0.0.1:9/hook?token=SECRETTOKEN'],
    ['check', 'user:hushhush@127.0.0.1:9/hook?token=SECRETTOKEN'],
    ['check', 'http://user:hush/hushhush@127.0.0.1:9/hook?token=SECRETTOKEN'],
    ['send', 'http://user:hushhush@127.0.0.1:9/hook?token=SECRETTOKEN'],
    ['load', 'http://user:hushhush@127.0.0.1:9/hook?token=SECRETTOKEN'],
    ['load', 'http://127.0.0.1:9/hook?token=SECRETTOKEN'],
    ['check', 'http://127.0.0.1:9/hook?token=SECRETTOKEN'],
    ['check', '127.0.0.1:9/hook?token=SECRETTOKEN'],
    ['check', 'ftp://127.0.0.1:9/hook?token=SECRETTOKEN'],
  ])('is in no error: %s %s', async (command, url) => {
    const { exitCode, stdout, stderr } = await runCli([command, url], { env });
    expect([2, 3]).toContain(exitCode);
    expect(stderr).toMatch(/^hookswitch: /);
    expect(stdout + stderr).not.toMatch(/SECRETTOKEN|hushhush/);
  });

  it('is not in the output of a dry run', async () => {
    const argv = ['check', `http://127.0.0.1:9/hook?token=${token}`, '--dry-run', '--verbose'];
    const { exitCode, stdout, stderr } = await runCli([...argv, '--rules', 'signature/accepts-genuine'], {
      env,
    });
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('hook?token=***')]);
    expect(stdout + stderr).not.toContain(token);
  });

  it('is not in a journal, which resumes with the current URL and replays with a given one', async () => {
    const cwd = folder();
    const journal = join(cwd, 'deliveries.jsonl');
    const controller = new AbortController();
    const answer: Answer = (response, request, n, incoming) => {
      if (n === 2) controller.abort();
      else if (n === 1 || n === 4) echo(response, request, n, incoming);
      else response.end();
    };
    await withReceiver(answer, async ({ url, requests }) => {
      const to = `${url}?token=${token}&name=x`;
      const argv = ['send', to, '--event', 'test', '--journal', journal];
      const quick = ['--set-profile', 'retryDelayMs=1'];
      const cut = await runCli([...argv, ...quick], { env, cwd, signal: controller.signal });
      expect([cut.exitCode, cut.stdout]).toEqual([
        130,
        expect.stringContaining('1 message is still pending'),
      ]);
      expect(everythingOf(cut, cwd)).not.toContain(token);
      expect(everythingOf(cut, cwd)).toContain('hook?token=***&name=x');

      const resumed = await run([...argv, '--resume', '--json'], cwd);
      expect(resumed.result.exitCode).toBe(0);
      expect(resumed.all).not.toContain(token);
      expect(requests.map(({ target }) => target)).toEqual(Array(3).fill(`/webhook?token=${token}&name=x`));

      const replayed = await runCli(['replay', journal], { env, cwd });
      expect([replayed.exitCode, replayed.stderr]).toEqual([
        2,
        expect.stringContaining('a credential in its URL is masked; give the complete URL of the receiver'),
      ]);
      const again = await run(['replay', journal, to, '--as-recorded'], cwd);
      expect(requests.at(-1)?.target).toBe(`/webhook?token=${token}&name=x`);
      expect(again.all).not.toContain(token);
    });
  });

  it('is in no load report', async () => {
    const cwd = folder();
    await withReceiver(undefined, async ({ url }) => {
      const reports = ['json', 'csv', 'html'].flatMap((format) => ['--report', `${format}=load.${format}`]);
      const { all } = await run(
        ['load', `${url}?token=${token}`, '--rate', '20', '--count', '5', ...reports],
        cwd,
      );
      // A busy machine may not sustain the load.
      expect(readdirSync(cwd).sort()).toEqual(['load.csv', 'load.html', 'load.json']);
      expect(all).toContain('webhook?token=***');
      expect(all).not.toContain(token);
    });
  });

  it('is not in the load report about an observer that repeats it after the load', async () => {
    let looks = 0;
    const repeat: Answer = (response, { method, target }) => {
      if (method === 'GET') looks += 1;
      response.end(looks > 2 ? target : '{}');
    };
    await withReceiver(repeat, async ({ url }) => {
      const argv = ['load', url, '--rate', 'max', '--count', '1', '--report', 'json=-'];
      const { stdout, stderr } = await runCli([...argv, '--observe-url', observe(url)], { env });
      expect(JSON.parse(stdout).endState.reason).toContain('token=***", which is not JSON');
      expect(stdout + stderr).not.toContain(observerToken);
    });
  });

  it("is not in load's error about an observer that repeats it", async () => {
    const repeat: Answer = (response, { target }) => response.end(target);
    await withReceiver(repeat, async ({ url }) => {
      const { exitCode, stdout, stderr } = await runCli(['load', url, '--observe-url', observe(url)], {
        env,
      });
      expect([exitCode, stderr]).toEqual([3, expect.stringContaining('token=***", which is not JSON')]);
      expect(stdout + stderr).not.toContain(observerToken);
    });
  });
});

it("masks a header's credential in what an --exec command prints", async () => {
  const argv = [
    'check',
    `http://127.0.0.1:${await freePort()}/`,
    '--header',
    'Authorization: Bearer HEADERTOKEN',
  ];
  const { exitCode, stderr } = await runCli([...argv, '--exec', 'echo wants HEADERTOKEN; exit 7'], { env });
  expect([exitCode, stderr]).toEqual([3, expect.stringContaining('wants ***')]);
  expect(stderr).not.toContain('HEADERTOKEN');
});
