import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cwd, hmac, sendTo } from './send-driver.ts';

describe('send --scenario', () => {
  it.each([
    ['onboarding', 20],
    ['trunk-outage', 6],
    ['number-porting', 1],
    ['off-boarding', 1],
  ])('runs the built-in scenario %s', async (name, pbxs) => {
    const { exitCode, requests, lines } = await sendTo(undefined, ['--scenario', name, '--seed', '5']);
    expect(exitCode).toBe(0);
    const reports = requests.flatMap(({ body }) => JSON.parse(body.toString()));
    expect(new Set(reports.map(({ sn }) => sn)).size).toBeGreaterThanOrEqual(pbxs);
    const times = reports.map(({ updateTime }) => updateTime);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(Math.max(...times)).toBeLessThanOrEqual(Date.now() / 1000);
    expect(lines[0]).toMatch(
      new RegExp(`^Sending the scenario ${name} \\(\\d+ steps, ${requests.length} messages\\) to .*seed 5`),
    );
    expect(lines[1]).toMatch(/^step 1 of \d+, add-trunk/);
    for (const { body, headers } of requests) expect(headers['x-signature']).toBe(hmac(body));
  });

  it('shows every step, also when attempts are no longer shown', async () => {
    const { lines } = await sendTo(undefined, ['--scenario', 'onboarding', '--seed', '5']);
    const steps = lines.filter((line) => line.startsWith('step '));
    expect(steps).toHaveLength(28);
    expect(steps.at(-1)).toMatch(
      /^step 28 of 28, resize 36\w+ZK, 36\w+ZK, .*, five get call recording at once$/,
    );
    expect(lines.join('\n')).not.toContain('#21');
  });

  it('reads a scenario from standard input', async () => {
    const scenario = JSON.stringify({ name: 'x', steps: [{ action: 'create-pbx', sn: '36A', didIds: [] }] });
    const { exitCode, lines } = await sendTo(undefined, ['--scenario', '-'], scenario);
    expect([exitCode, lines[1]]).toEqual([0, 'step 1 of 1, create-pbx 36A: no message']);
  });

  it('prints every step of a file and sends its messages', async () => {
    const did = { did: '10021212', didId: '1192488', trunkId: '114529', trunkName: 'shared' };
    const steps = [
      { action: 'add-trunk', dids: [did] },
      { action: 'create-pbx', sn: '36A', didIds: ['1192488'] },
      { action: 'delete-trunk', trunkId: '114529', note: 'the carrier fails' },
    ];
    writeFileSync(join(cwd, 'scenario.json'), JSON.stringify({ name: 'a short scenario', steps }));
    const { exitCode, requests, lines } = await sendTo(undefined, ['--scenario', 'scenario.json']);
    expect(exitCode).toBe(0);
    expect(requests.map(({ body }) => JSON.parse(body.toString()))).toMatchObject([
      [{ event: 'did_change', sn: '36A', trunkDidInfoList: [did] }],
      [{ event: 'trunk_delete', sn: '36A', trunkDidInfoList: [] }],
    ]);
    expect(lines.filter((line) => line.startsWith('step'))).toEqual([
      'step 1 of 3, add-trunk (1 DID): no message',
      'step 2 of 3, create-pbx 36A (1 DID)',
      'step 3 of 3, delete-trunk 114529, the carrier fails',
    ]);
  });

  it.each([
    ['{"name": "x",\n "steps": [{"action": "fly"}]}', 'wrong.json, line 2'],
    [
      '{"name": "x",\n "steps": [\n{"action": "delete-pbx", "sn": "none"}]}',
      'line 3, column 1: step 1 (delete-pbx): there is no PBX',
    ],
    ['{"name": "x",\n', 'wrong.json, line 2'],
  ])('sends nothing from a file that is invalid anywhere: %s', async (text, sentence) => {
    writeFileSync(join(cwd, 'wrong.json'), text);
    const { exitCode, requests, stderr } = await sendTo(undefined, ['--scenario', 'wrong.json']);
    expect([exitCode, requests]).toEqual([2, []]);
    expect(stderr).toContain(sentence);
  });

  it.each([
    [['--scenario', 'onbording'], 'did you mean onboarding?'],
    [['--scenario', 'absent.json'], 'the scenario absent.json cannot be read (there is no such file)'],
    [['--scenario', 'onboarding', '--event', 'test'], 'leave out --event'],
    [['--body', 'message.json', '--event', 'test'], '--body contains the message; leave out --event'],
  ])('%j is a usage error', async (argv, sentence) => {
    const { exitCode, stderr } = await sendTo(undefined, argv);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(sentence)]);
  });
});
