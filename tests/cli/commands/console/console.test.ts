import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { main } from '../../../../cli/main.ts';
import { runCli } from '../../../support/run-cli.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-console-'));
  return folder;
}

/** `hookswitch console`, running until it is ended. */
async function start(env: NodeJS.ProcessEnv, ...flags: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const stop = new AbortController();
  const io = { stdin: new PassThrough(), stdout, stderr, env, cwd: process.cwd(), signal: stop.signal };
  const ended = main(['console', '--port', '0', '--inbox-port', '0', ...flags], io);
  const end = () => {
    stop.abort();
    return ended;
  };
  onTestFinished(async () => {
    await end();
  });
  const said = await new Promise<string>((resolve) => stdout.once('data', (data) => resolve(String(data))));
  return {
    said,
    stdout,
    warned: String(stderr.read() ?? ''),
    url: /http:\S+(?=:)/.exec(said)?.[0] ?? '',
    end,
  };
}

describe('hookswitch console', () => {
  it('shows the command of --exec on the page, without its credentials', async () => {
    const { url } = await start({ XDG_DATA_HOME: temporaryFolder() }, '--exec', 'node server.js --token=abc');
    const shown = await (await fetch(new URL('/api/console', url))).json();
    expect(shown).toMatchObject({ exec: 'node server.js --token=***' });
  });

  it("serves the built page and uses the user's data folder, until Ctrl-C", async () => {
    const data = temporaryFolder();
    const { said, warned, url, end } = await start({ XDG_DATA_HOME: data });
    const folder = join(data, 'hookswitch');
    expect(said).toMatch(
      new RegExp(
        `^Console at http://localhost:\\d+/: data in ${folder}, inbox at http://localhost:\\d+/; press Ctrl-C to stop\n$`,
      ),
    );
    expect(warned).toBe('');
    expect(await (await fetch(url)).text()).toContain('<title>Hookswitch</title>');
    const taken = await runCli(['console', '--port', new URL(url).port, '--folder', temporaryFolder()]);
    expect([taken.exitCode, taken.stdout]).toEqual([2, '']);
    expect(taken.stderr).toMatch(
      /^hookswitch: port \d+ is in use by another program; choose another with --port.*\n$/,
    );
    const second = await runCli(['console', '--port', '0', '--folder', folder]);
    expect([second.exitCode, second.stdout]).toEqual([2, '']);
    expect(second.stderr).toMatch(
      /^hookswitch: the console's state .* is in use by another process; .*--folder\n$/,
    );
    expect(await end()).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('does not treat an empty folder name as the current folder', async () => {
    const { exitCode, stderr } = await runCli(['console', '--folder', '']);
    expect([exitCode, stderr]).toEqual([
      2,
      "hookswitch: option '--folder <folder>' argument '' is invalid. It must not be empty. Is a variable unset?\n",
    ]);
  });

  it('warns when other machines can reach it, and prints an address that works once, then the next', async () => {
    const { said, warned, stdout, end } = await start({}, '--folder', temporaryFolder(), '--host', '0.0.0.0');
    expect(said).toMatch(/^Console at http:\/\/0\.0\.0\.0:\d+\/#open=[\w-]{43}: /);
    expect(warned).toMatch(/^hookswitch: other machines can connect, /);
    const open = async (line: string) => {
      const [, port, token] = /:(\d+)\/#open=([\w-]{43})/.exec(line) ?? [];
      const answer = await fetch(`http://127.0.0.1:${port}/api/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ token }),
      });
      return answer.status;
    };
    const next = once(stdout, 'data').then(([data]) => String(data));
    expect(await open(said)).toBe(200);
    expect(await next).toMatch(
      /^The page was opened\. For another browser: http:\/\/0\.0\.0\.0:\d+\/#open=[\w-]{43}\n$/,
    );
    expect(await open(said)).toBe(401);
    expect(await open(await next)).toBe(200);
    expect(await end()).toBe(0);
  });
});
