import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  brokenReceivers,
  createReference,
  startExampleReceiver,
} from '../../../../fixtures/receivers/index.ts';
import { type LoadReport, validate } from '../../../../schemas/index.ts';
import { type Answer, env, secret, status, withReceiver } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';

const quick = ['--set-profile', 'retryDelayMs=1', '--retries', '1', '--seed', '5'];
const cwd = mkdtempSync(join(tmpdir(), 'hookswitch-load-'));

function loadAt(url: string, argv: readonly string[], signal?: AbortSignal) {
  return runCli(['load', url, ...quick, ...argv], { env, cwd, ...(signal ? { signal } : {}) });
}

async function loadJson(answer: Answer | undefined, argv: readonly string[], signal?: AbortSignal) {
  return withReceiver(answer, async ({ url, requests }) => {
    const result = await loadAt(url, [...argv, '--report', 'json=-'], signal);
    return { ...result, requests, report: JSON.parse(result.stdout) as LoadReport };
  });
}

/** One of this project's receivers, with its observer. */
async function loadReceiver(name: string | undefined, argv: readonly string[]) {
  const create = brokenReceivers.find((broken) => broken.name === name)?.create ?? createReference;
  const { url, observeUrl, close } = await startExampleReceiver(create({ secret }));
  try {
    const result = await loadAt(url, [...argv, '--observe-url', observeUrl, '--report', 'json=-']);
    return { ...result, report: JSON.parse(result.stdout) as LoadReport };
  } finally {
    await close();
  }
}

const storm = ['--rate', 'max', '--connections', '6', '--count', '240'];

describe('load', () => {
  it('reports a receiver that sustains the load and stays correct, in text and as JSON valid by its schema', async () => {
    const { exitCode, report, stdout, stderr } = await loadReceiver(undefined, [
      ...storm,
      '--forged',
      '10%',
      '--repeated',
      '20%',
    ]);
    expect([exitCode, report.verdict]).toEqual([0, 'pass']);
    expect(validate('load-report', report)).toBeUndefined();
    expect(report.checks.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual([
      'ack pass',
      'failed pass',
      'forged pass',
      'end-state pass',
    ]);
    const { genuine, repeated, forged } = report.messages;
    expect(genuine.acknowledged + repeated.acknowledged + forged.refused).toBe(240);
    expect(repeated.sent).toBeGreaterThan(20);
    expect(report.endState).toMatchObject({ wrong: 0, leftOut: 0, checked: report.endState?.pbxs });
    expect(report.endState?.pbxs).toBeGreaterThan(20);
    expect(stderr).toMatch(/state correct: \d+ of \d+ PBXs correct/);
    expect(stdout + stderr).not.toContain(secret);
  });

  it('finds a receiver that is incorrect after the load', async () => {
    const { exitCode, report } = await loadReceiver('applies-duplicates', [...storm, '--repeated', '40%']);
    expect([exitCode, report.verdict]).toEqual([1, 'fail']);
    expect(report.endState?.wrong).toBeGreaterThan(0);
    expect(report.endState?.examples[0]).toMatchObject({
      difference: expect.stringMatching(/`applied` is \d+/),
    });
    expect(report.checks.filter(({ verdict }) => verdict === 'fail').map(({ name }) => name)).toEqual([
      'end-state',
    ]);
  });

  it('finds a forged message that was accepted', async () => {
    const { exitCode, report } = await loadJson(undefined, [...storm, '--forged', '10%']);
    expect(exitCode).toBe(1);
    expect(report.messages.forged.acknowledged).toBe(report.messages.forged.sent);
    expect(report.checks.find(({ name }) => name === 'forged')?.verdict).toBe('fail');
  });

  it('cannot check the end state if the observer fails after the load', async () => {
    let looks = 0;
    const answer: Answer = (response, { method }) => {
      if (method === 'GET') looks += 1;
      response.statusCode = looks > 2 ? 500 : 200;
      response.end('{}');
    };
    const { exitCode, report } = await withReceiver(answer, async ({ url }) => {
      const argv = ['--rate', 'max', '--count', '1', '--observe-url', `${url}?sn={sn}`];
      const result = await loadAt(url, [...argv, '--report', 'json=-']);
      return { ...result, report: JSON.parse(result.stdout) as LoadReport };
    });
    expect([exitCode, report.verdict]).toEqual([4, 'inconclusive']);
    expect(report.endState).toMatchObject({ checked: 0, wrong: 0 });
    expect(report.endState?.reason).toMatch(/the observer responded with 500/);
  });

  it('exits 1 when messages are lost, and counts the retries', async () => {
    const { exitCode, report, stderr } = await loadJson(status(500), ['--rate', 'max', '--count', '10']);
    expect(exitCode).toBe(1);
    expect(report).toMatchObject({ attempts: 20, retries: 10, outcomes: { 500: 20 } });
    expect(stderr).toContain('✗ messages lost: 10 of 10 (100%)');
    expect(stderr).toContain('2 of 2 thresholds failed');
  });

  it('stops by itself when the receiver fails', async () => {
    const { exitCode, report } = await loadJson(status(503), [
      '--rate',
      '100',
      '--duration',
      '1h',
      '--abort-on',
      '50%',
    ]);
    expect(exitCode).toBe(1);
    expect(report).toMatchObject({ ended: 'aborted', verdict: 'fail' });
    expect(report.stoppedBecause).toMatch(/100% of recent attempts failed/);
    expect(report.due).toBeLessThan(3000);
  });

  it('reports what was sent when it is interrupted', async () => {
    const abort = new AbortController();
    const answer: Answer = (response, _request, n) => {
      response.end();
      if (n === 5) abort.abort();
    };
    const { exitCode, report } = await loadJson(answer, ['--rate', '100', '--duration', '1h'], abort.signal);
    expect(exitCode).toBe(130);
    expect(report).toMatchObject({ verdict: 'interrupted', ended: 'aborted' });
    expect(report.messages.genuine.sent).toBeGreaterThanOrEqual(5);
  });

  it('looks for the highest sustainable rate, and says so if there is none', async () => {
    const { exitCode, report } = await loadJson(status(500), [
      '--find-limit',
      '--rate',
      '4',
      '--duration',
      '100ms',
    ]);
    expect(exitCode).toBe(1);
    expect(report.limit?.perSecond).toBeNull();
    expect(report.limit?.steps.map(({ perSecond, isSustained }) => [perSecond, isSustained])).toEqual([
      [4, false],
      [2, false],
      [1, false],
    ]);
  });

  it('sends what the flags specify', async () => {
    const { requests, report } = await loadJson(undefined, [
      ...['--rate', 'max', '--count', '30', '--events', 'capacity_change', '--sign', 'once'],
      ...['--fresh-connections', '--header', 'X-Tenant: seven'],
    ]);
    expect(requests.every(({ body }) => body.includes('"repository"'))).toBe(true);
    expect(requests[0]?.headers).toMatchObject({ connection: 'close', 'x-tenant': 'seven' });
    expect(report).toMatchObject({
      mixture: { sign: 'once', events: { capacity_change: 1 } },
      connections: { reuse: 'fresh' },
    });
  });

  it('writes CSV and a page that runs no script and contains no foreign markup', async () => {
    await withReceiver(undefined, async ({ url }) => {
      const hostile = `${url}/<script>alert(1)</script>?token=geheim-geheim`;
      const argv = [
        '--rate',
        'max',
        '--count',
        '40',
        '--report',
        'csv=out/l.csv',
        '--report',
        'html=out/l.html',
      ];
      await loadAt(hostile, argv);
    });
    const [head = '', ...lines] = readFileSync(join(cwd, 'out/l.csv'), 'utf8').trimEnd().split('\r\n');
    const at = head.split(',').indexOf('outcome_200');
    expect(lines.reduce((sum, line) => sum + Number(line.split(',')[at]), 0)).toBe(40);
    for (const line of lines) expect(line.split(',')).toHaveLength(head.split(',').length);
    const page = readFileSync(join(cwd, 'out/l.html'), 'utf8');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toContain('<script');
    expect(page).not.toContain('geheim');
    expect(page).toMatch(/Your receiver sustains [\d.,]+\/s, sent as fast as possible\./);
  });
});

describe('a load that cannot start', () => {
  const url = 'http://127.0.0.1:9/';

  it.each([
    [['--rate', '0'], /messages per second from 0.001/],
    [['--rate', 'fast'], /or max/],
    [['--duration', '25h'], /a duration from 1ms to 24h/],
    [['--forged', '5'], /a share from 0% to 100%/],
    [['--max-failed', '101%'], /a share from 0% to 100%/],
    [['--events', 'did_chnge=1'], /no event "did_chnge"/],
    [['--events', 'did_change=much'], /must be a number/],
    [['--repeated', '60%', '--forged', '60%'], /the share of forged messages is 0.6/],
    [['--rate', 'max', '--ramp', '1s'], /a ramp needs a rate/],
    [['--ramp', '20s'], /the ramp is longer than the duration, of which it is a part; shorten it/],
    [['--burst-size', '5'], /--burst-size only works with --arrivals burst/],
    [['--find-limit', '--rate', 'max'], /needs a rate to start with/],
    [['--find-limit', '--count', '5'], /give --duration instead of --count/],
    [['--observe-url', 'http://127.0.0.1:9/state'], /--observe-url must show a single PBX; use \{sn\}/],
    [['--observe-cmd', 'cat'], /YCM_SN in the command/],
    [
      ['--observe-url', 'http://127.0.0.1:9/{sn}', '--observe-cmd', 'cat'],
      /give either --observe-url or --observe-cmd/,
    ],
    [['--report', 'xml=x'], /there is no format "xml"; use one of json, csv, html/],
    [['--report', 'html'], /must be FORMAT=PATH/],
    [['--report', 'json=-', '--report', 'csv=-'], /only one report/],
  ])('is refused before anything is sent: %j', async (argv, sentence) => {
    const { exitCode, stderr, stdout } = await loadAt(url, argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(sentence);
  });

  it('recommends no flag that load lacks when nothing listens', async () => {
    const { exitCode, stderr } = await loadAt(url, []);
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining('use --wait 30s')]);
    expect(stderr).not.toContain('--exec');
  });

  it('is refused for another host that the user has not allowed', async () => {
    const argv = ['--allow-host', '192.0.2.1'];
    const { exitCode, stderr } = await loadAt('http://192.0.2.1/', argv);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--i-own-this-host')]);
    const max = await loadAt('http://192.0.2.1/', [...argv, '--i-own-this-host', '--rate', 'max']);
    expect([max.exitCode, max.stderr]).toEqual([2, expect.stringContaining('only allowed on this machine')]);
    const own = await loadAt('http://192.0.2.1/', ['--i-own-this-host']);
    expect([own.exitCode, own.stderr]).toEqual([2, expect.stringContaining('--allow-host')]);
  });

  it('is reported when nothing listens', async () => {
    const { exitCode, stderr } = await loadAt(url, []);
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining('not reachable')]);
  });

  it('is reported when there is no secret', async () => {
    const { exitCode, stderr } = await runCli(['load', url], { cwd });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('no secret')]);
  });
});
