import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createReference } from '../../fixtures/receivers/reference.ts';
import { commandObserver } from '../../observation/command.ts';
import { check } from '../../suites/index.ts';
import { idsOf, reasonsOf, testSecret } from '../runner/check-fixture.ts';
import { isRunning } from '../support/is-running.ts';
import { serve } from '../support/serve.ts';

async function observe(command: string, signal = new AbortController().signal, sn = '36X') {
  const seen: object = await commandObserver(command).observe(sn, signal);
  return Object.fromEntries(Object.entries(seen).filter(([key]) => key !== 'waitedMs'));
}

describe('an observer that is a command', () => {
  it.each<[string, string, unknown]>([
    ['the JSON it prints', `printf '{"sn":"%s","dids":["1"]}' "$YCM_SN"`, { sn: '36X', dids: ['1'] }],
    ['JSON in several lines', `printf '[\\n1\\n]\\n'`, [1]],
    ['an unknown PBX when it prints nothing', 'true', null],
    ['nothing that it prints on standard error', 'echo connecting >&2; echo 1', 1],
    ['its output, whatever it leaves in the background', 'sleep 60 & echo 2', 2],
  ])('shows %s', async (_what, command, state) => {
    const isAbsent = state === null ? { isAbsent: true } : {};
    expect(await observe(command)).toEqual({ kind: 'state', state, ...isAbsent });
  });

  it('runs at most four at once, and shows how long a look waited', async () => {
    const { signal } = new AbortController();
    const started = join(mkdtempSync(join(tmpdir(), 'hookswitch-tests-')), 'started');
    // Each of the first four waits for the others, so the fifth waits for at least 0.3 s.
    const untilFour = `echo >> ${started}; until [ $(wc -l < ${started}) -ge 4 ]; do sleep 0.05; done`;
    const observer = commandObserver(`${untilFour}; sleep 0.3; echo 1`);
    const looks = await Promise.all(Array.from({ length: 5 }, () => observer.observe('36X', signal)));
    expect(looks.map((seen) => seen.kind === 'state' && seen.state)).toEqual([1, 1, 1, 1, 1]);
    const waits = looks.map((seen) => (seen.kind === 'state' ? (seen.waitedMs ?? 0) : Number.NaN));
    expect(waits[4]).toBeGreaterThanOrEqual(299);
    expect(waits[4]).toBe(Math.max(...waits));
  });

  it('never makes the serial number part of the command', async () => {
    const sn = '$(id)"; id';
    const seen = await observe(`node -p 'JSON.stringify(process.env.YCM_SN)'`, undefined, sn);
    expect(seen).toEqual({ kind: 'state', state: sn });
  });

  it.each([
    [
      'fails',
      'echo no table >&2; exit 3',
      `the observer's command exited with code 3 and printed "no table"`,
    ],
    ['fails without output', 'exit 1', `the observer's command exited with code 1 and printed nothing`],
    ['is killed', 'kill -9 $$', `the observer's command was killed by SIGKILL and printed nothing`],
    ['prints invalid JSON', 'echo hello', `the observer's command printed "hello", which is not JSON`],
    [
      'prints JSON nested too deep',
      'head -c 3000 /dev/zero | tr "\\0" "["; head -c 3000 /dev/zero | tr "\\0" "]"',
      'the observer returned JSON nested deeper than 500 levels; it must show one PBX only',
    ],
    ['prints endlessly', 'yes', 'the observer returned more than 16 MiB; it must show one PBX only'],
  ])('fails when it %s', async (_what, command, reason) => {
    expect(await observe(command)).toEqual({ kind: 'trouble', reason });
  });

  it('is aborted when the run is interrupted, and leaves nothing running', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'hookswitch-observe-')), 'pid');
    const interrupt = new AbortController();
    const seen = observe(`sleep 61 & echo $! > ${file}; wait`, interrupt.signal);
    await expect.poll(() => pidIn(file)).toBeGreaterThan(0);
    expect(isRunning(pidIn(file))).toBe(true);
    interrupt.abort();
    expect(await seen).toEqual({ kind: 'trouble', reason: 'the run was interrupted' });
    await expect.poll(() => isRunning(pidIn(file))).toBe(false);
  });

  it('shows one state for all PBXs if its command does not name the serial number', () => {
    expect(commandObserver('./state.sh').isPerPbx).toBe(false);
    expect(commandObserver('./state.sh "$YCM_SN"').isPerPbx).toBe(true);
  });
});

describe('a run whose observer is a command', () => {
  const checkIt = async (observeCmd: (observeUrl: string) => string) => {
    const receiver = await serve(createReference({ secret: testSecret }));
    return await check({
      url: receiver.url,
      secret: testSecret,
      rules: ['retry/applies-once', 'message/applies-every-item'],
      observeCmd: observeCmd(receiver.observeUrl),
    });
  };

  it('checks the state that it shows', async () => {
    const report = await checkIt((url) => `curl -sS "${url.replace('{sn}', '$YCM_SN')}"`);
    expect(reasonsOf(report)).toBe('');
    expect(idsOf(report, 'pass')).toHaveLength(2);
    expect(report.observer).toMatchObject({ kind: 'command' });
  });

  it("does not start if it fails, which is not the receiver's fault", async () => {
    await expect(checkIt(() => 'echo no table >&2; exit 3 # $YCM_SN')).rejects.toMatchObject({
      code: 'observer-unreachable',
      message: `the observer's command exited with code 3 and printed "no table"; check --observe-cmd`,
    });
  });

  it('is inconclusive if it fails later', async () => {
    const report = await checkIt((url) => `curl -sS "${url.replace('{sn}', '$YCM_SN')}" | grep -v applied`);
    expect(idsOf(report, 'fail')).toEqual([]);
    expect(report.results[0]?.reason ?? '').toMatch(/the observer's command exited with code 1/);
  });
});

function pidIn(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}
