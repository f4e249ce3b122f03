import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../../../../bench/support/free-port.ts';
import type { Report } from '../../../../../schemas/index.ts';
import { secret, withReceiver } from '../../../../support/recording-receiver.ts';
import { runCli } from '../../../../support/run-cli.ts';

const rules = [
  'signature/rejects-missing',
  'signature/rejects-empty',
  'acknowledgement/acknowledges-in-time',
];

/** A user with a home of their own. */
function user() {
  const [cwd, home] = [
    mkdtempSync(join(tmpdir(), 'hookswitch-')),
    mkdtempSync(join(tmpdir(), 'hookswitch-')),
  ];
  const env = { YCM_WEBHOOK_SECRET: secret, XDG_CACHE_HOME: home };
  const run = (...argv: string[]) => runCli(['check', ...argv], { cwd, env });
  const check = async (...argv: string[]) => {
    const { exitCode, stdout, stderr } = await run(...argv, '--report', 'json=-');
    const { results, seed } = JSON.parse(stdout) as Report;
    const shown = results.map(({ id, verdict, sinceLast }) => [id, verdict, sinceLast]);
    return { exitCode, stderr, seed, shown, results };
  };
  return { cwd, home, run, check };
}

/** Accepts everything until it is told to reject unsigned messages. */
function receiver() {
  const behavior = { rejectsUnsigned: false };
  const answer: Parameters<typeof withReceiver>[0] = (response, { headers }) => {
    response.statusCode = behavior.rejectsUnsigned && !headers['x-signature'] ? 401 : 200;
    response.end();
  };
  return { behavior, answer };
}

describe('hookswitch check, a second time', () => {
  it('says what was fixed, is new, and still fails, and reruns only what failed, with the same seed', async () => {
    const { check, run } = user();
    const { behavior, answer } = receiver();
    await withReceiver(answer, async ({ url }) => {
      const first = await check(url, '--rules', rules.join());
      expect(first.shown).toEqual([
        ['signature/rejects-missing', 'fail', undefined],
        ['signature/rejects-empty', 'fail', undefined],
        ['acknowledgement/acknowledges-in-time', 'pass', undefined],
      ]);
      expect((await check(url, '--last-failed')).shown).toEqual([
        ['signature/rejects-missing', 'fail', 'still-failing'],
        ['signature/rejects-empty', 'fail', 'still-failing'],
      ]);
      behavior.rejectsUnsigned = true;
      const again = await check(url, '--last-failed');
      expect([again.exitCode, again.seed]).toEqual([0, first.seed]);
      expect(again.shown).toEqual([
        ['signature/rejects-missing', 'pass', 'fixed'],
        ['signature/rejects-empty', 'pass', 'fixed'],
      ]);
      const { stdout, stderr } = await run(url, '--last-failed', '--rules', rules[2] ?? '');
      expect(stderr).toContain('none of these rules failed in the last check, so all of them are checked');
      expect(stdout).toContain('1 passed');
      behavior.rejectsUnsigned = false;
      const worse = await run(url, '--rules', rules.join());
      expect(worse.stdout).toContain('since the last check: 2 new');
    });
  });

  it('checks all rules if there is no last check, and says so', async () => {
    await withReceiver(undefined, async ({ url }) => {
      const { stderr, shown } = await user().check(url, '--last-failed', '--rules', rules[2] ?? '');
      expect(stderr).toContain('there is no earlier check of this receiver from this folder');
      expect(shown).toHaveLength(1);
    });
  });

  it('keeps no secret, message or URL, and works without a home', async () => {
    const { home, check } = user();
    const { answer } = receiver();
    await withReceiver(answer, async ({ url }) => {
      await check(`${url}?token=hunter2hunter2`, '--rules', rules.join());
      const folder = join(home, 'hookswitch', 'last-checks');
      const [name = '', ...others] = readdirSync(folder);
      expect(others).toEqual([]);
      const kept = readFileSync(join(folder, name), 'utf8');
      for (const word of [secret, 'hunter2', '127.0.0.1', 'did_change'])
        expect(name + kept).not.toContain(word);
      const homeless = await runCli(['check', url, '--rules', rules[2] ?? ''], {
        env: { YCM_WEBHOOK_SECRET: secret },
      });
      expect([homeless.exitCode, homeless.stderr]).toEqual([0, '']);
    });
  });

  it('calls a rule flaky that failed, and passes with the same seed and unchanged code', async () => {
    const { cwd, check } = user();
    const port = await freePort();
    // Rejects unsigned messages only from its second start on, which it remembers outside of the project.
    const mark = join(mkdtempSync(join(tmpdir(), 'hookswitch-')), 'started');
    writeFileSync(
      join(cwd, 'server.mjs'),
      `import { existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
const isSecond = existsSync('${mark}');
writeFileSync('${mark}', '');
createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(isSecond && !request.headers['x-signature'] ? 401 : 200).end());
}).listen(${port}, '127.0.0.1');`,
    );
    const argv = [`http://127.0.0.1:${port}/`, '--exec', 'exec node server.mjs', '--rules', rules.join()];
    expect((await check(...argv)).shown[0]).toEqual([rules[0], 'fail', undefined]);
    const again = await check(...argv, '--last-failed');
    expect(again.shown.slice(0, 2)).toEqual([
      [rules[0], 'pass', 'flaky'],
      [rules[1], 'pass', 'flaky'],
    ]);
  });
});

describe('hookswitch check --shard', () => {
  it('checks each rule in exactly one part', async () => {
    const { check } = user();
    await withReceiver(undefined, async ({ url }) => {
      const shards = [];
      for (const part of ['1/2', '2/2'])
        shards.push((await check(url, '--rules', rules.join(), '--shard', part)).shown.map(([id]) => id));
      expect(shards).toEqual([[rules[0], rules[2]], [rules[1]]]);
    });
  });

  it.each([
    ['4/3', 'It must be a part and the number of parts, such as 1/3.'],
    ['0/3', 'It must be a part and the number of parts, such as 1/3.'],
    ['3/4', '--shard 3/4 is empty: only 1 rules are selected'],
  ])('refuses %s', async (part, sentence) => {
    const { run } = user();
    const { exitCode, stderr } = await run('http://127.0.0.1:9/', '--rules', rules[0] ?? '', '--shard', part);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(sentence);
  });
});

describe('hookswitch check --bail', () => {
  it('stops after the first failed rule, with exit code 1', async () => {
    const { run } = user();
    await withReceiver(undefined, async ({ url }) => {
      const { exitCode, stdout } = await run(url, '--bail');
      expect(exitCode).toBe(1);
      expect(stdout).toMatch(/rules? skipped: the check stopped after 1 failed rule \(--bail\)/);
    });
  });

  it('says how to give it a number before the URL', async () => {
    const { exitCode, stderr } = await runCli(['check', '--bail', 'http://127.0.0.1:9/']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Without one, write --bail at the end, or --bail=1.');
  });
});
