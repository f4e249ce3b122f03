import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { env } from '../../../support/recording-receiver.ts';
import { runCli } from '../../../support/run-cli.ts';
import { cwd, hmac, sendTo } from './send-driver.ts';

describe('the message that send makes', () => {
  it('is about the PBX and the DIDs given, and shows them', async () => {
    const numbers = ['10021212', '10021213', '+49 30 1', '4', '5'];
    const argv = ['--sn', '36AB', ...numbers.flatMap((did) => ['--did', did]), '--update-time', '1773110920'];
    const { exitCode, requests, lines } = await sendTo(undefined, argv);
    const [request] = requests;
    expect(JSON.parse(String(request?.body))).toEqual([
      {
        event: 'did_change',
        sn: '36AB',
        trunkDidInfoList: numbers.map((did) => ({
          did,
          didId: expect.stringMatching(/^\d+$/),
          trunkId: '114529',
          trunkName: 'register-trunk-shared_32YFS4',
        })),
        updateTime: 1773110920,
      },
    ]);
    expect(request?.headers['x-signature']).toBe(hmac(request?.body ?? Buffer.of()));
    expect(exitCode).toBe(0);
    expect(lines[2]).toMatch(
      /^ {4}did_change 36AB: 5 DIDs \(10021212, 10021213, \+49 30 1, …\), 2026-03-1\d .* ago\)$/,
    );
  });

  it('gives a number the same id in every message', async () => {
    const idOf = async (argv: readonly string[]) => {
      const { requests } = await sendTo(undefined, argv);
      const [report] = JSON.parse(String(requests[0]?.body));
      return report.trunkDidInfoList.map(({ didId }: { didId: string }) => didId);
    };
    const [first, second] = await idOf(['--did', '100', '--did', '200']);
    expect(second).not.toBe(first);
    expect(await idOf(['--did', '200', '--event', 'did_delete'])).toEqual([second]);
  });

  it('shows the PBX once, and in JSON in each line', async () => {
    const { stdout, stderr } = await sendTo(
      (response) => response.writeHead(500).end(),
      ['--did', '7', '--sn', '36Z', '--update-time', '5', '--retries', '1', '--json'],
    );
    expect(stderr.match(/did_change 36Z: 1 DID/g)).toHaveLength(1);
    const lines = stdout.trimEnd().split('\n');
    for (const line of lines)
      expect(JSON.parse(line).reports).toEqual([{ sn: '36Z', updateTime: 5, dids: ['7'] }]);
    expect(lines).toHaveLength(2);
  });

  it.each([
    ['0.repository.extensions=50', { repository: { extensions: '50' } }],
    ['/0/repository/extensions=a=b', { repository: { extensions: 'a=b' } }],
    ['0.updateTime=9', { updateTime: 9 }],
    ['0.modifier:="x"', { modifier: 'x' }],
    ['0.new=[1,{"a":null}]', { new: [1, { a: null }] }],
    ['0.new=text', { new: 'text' }],
    ['0.repository./a~1b~0=1', { repository: { '/a~1b~0': 1 } }],
    ['/0/a~1b~0=1', { 'a/b~': 1 }],
  ])('has the value that --set gives: %s', async (set, expected) => {
    const argv = ['--event', 'capacity_change', '--set', set, '--no-validate'];
    const { requests } = await sendTo(undefined, argv);
    expect(JSON.parse(String(requests[0]?.body))).toMatchObject([expected]);
  });

  it('can have a key __proto__, and more items', async () => {
    const sets = ['--set', '0.__proto__={"x":1}', '--set', '1={"event":"e"}'];
    const { requests, exitCode } = await sendTo(undefined, ['--event', 'did_change', ...sets]);
    expect(String(requests[0]?.body)).toMatch(/^\[\{.*"__proto__":\{"x":1\}\},\{"event":"e"\}\]$/);
    expect(exitCode).toBe(0);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it.each([
    ['-5m', -300],
    ['+1h', 3600],
    ['-2d', -172_800],
  ])('can be relative to the current time: %s', async (time, seconds) => {
    const before = Date.now() / 1000;
    const { requests } = await sendTo(undefined, ['--event', 'did_change', '--update-time', time]);
    const [{ updateTime }] = JSON.parse(String(requests[0]?.body));
    expect(updateTime - seconds).toBeGreaterThan(before - 2);
    expect(updateTime - seconds).toBeLessThan(Date.now() / 1000 + 1);
  });

  it('can be the changed message of a file', async () => {
    writeFileSync(
      join(cwd, 'given.json'),
      '[ {"event":"did_change","sn":"1","trunkDidInfoList":[],"updateTime":1} ]',
    );
    const argv = ['--body', 'given.json', '--sn', '36B', '--update-time', '2026-03-10T02:48:40Z'];
    const { requests } = await sendTo(undefined, argv);
    expect(String(requests[0]?.body)).toBe(
      '[{"event":"did_change","sn":"36B","trunkDidInfoList":[],"updateTime":1773110920}]',
    );
  });
});

describe('a message that the schema refuses', () => {
  const valid = '[{"event":"did_change","sn":"36","trunkDidInfoList":[],"updateTime":1}]';
  it.each<[readonly string[], string, string]>([
    [['--body', '-'], valid.replace('"36"', '36'), 'standard input: /0/sn must be a string'],
    [['--body', '-'], '[{"event":\n x', 'standard input, line 2, column 2: '],
    [
      ['--event', 'capacity_change', '--set', '0.repository.extensions:=50'],
      '',
      '/0/repository/extensions must be',
    ],
    [['--event', 'did_change', '--set', '0.updateTime=soon'], '', '/0/updateTime must be an integer'],
  ])('is refused with its sentence, or sent with --no-validate: %j', async (argv, stdin, sentence) => {
    const refused = await sendTo(undefined, argv, stdin);
    expect([refused.exitCode, refused.stdout, refused.requests]).toEqual([2, '', []]);
    expect(refused.stderr).toContain(`hookswitch: ${sentence}`);
    expect(refused.stderr.trimEnd()).toMatch(/; to send it anyway, add --no-validate$/);
    const sent = await sendTo(undefined, [...argv, '--no-validate'], stdin);
    expect([sent.exitCode, sent.requests.length]).toEqual([0, 1]);
    if (stdin !== '') expect(String(sent.requests[0]?.body)).toBe(stdin);
  });

  it.each<[readonly string[], string]>([
    [['--sn', '36', '--event', 'test'], '--sn: the message is an object'],
    [['--update-time', '5'], '--update-time: the message is an object'],
    [['--did', '1', '--event', 'capacity_change'], '--did: a capacity_change has no DIDs'],
    [['--event', 'did_change', '--set', 'sn=1'], 'so the path begins with a number: 0.sn'],
    [['--event', 'did_change', '--set', '0.a.b=1'], '--set 0.a.b: the message has nothing at "a"'],
    [['--event', 'did_change', '--set', '7.a=1'], 'an array of 1 item has no item "7"'],
    [['--set', '=1'], 'It must be PATH=VALUE'],
    [['--set', 'a'], 'It must be PATH=VALUE'],
    [['--set', 'a:=x'], 'After := the value must be JSON'],
    [['--update-time', '1773110920000'], 'These look like milliseconds'],
    [['--update-time', 'tomorrow'], 'relative to now, such as -5m'],
    [['--did', ' '], 'Is a variable unset?'],
    [['--scenario', 'onboarding', '--sn', '36'], '--scenario decides what is sent; leave out --sn'],
  ])('is a usage error if an option cannot apply: %j', async (argv, sentence) => {
    const { exitCode, stdout, stderr } = await runCli(['send', 'http://localhost:1/', ...argv], { env, cwd });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(sentence);
  });
});
