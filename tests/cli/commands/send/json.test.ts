import { describe, expect, it } from 'vitest';
import { secret } from '../../../support/recording-receiver.ts';
import { sendTo } from './send-driver.ts';

describe('send --json', () => {
  it('writes a line of JSON for each attempt, and the text for people to standard error', async () => {
    const { exitCode, stdout, stderr } = await sendTo(
      (response, _request, n) => {
        response.statusCode = n === 1 ? 503 : 200;
        response.end(`busy ${secret}`);
      },
      ['--json', '--event', 'pce_delete', '--seed', '4'],
    );
    expect(exitCode).toBe(0);
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records).toEqual([
      {
        startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        message: 1,
        event: 'pce_delete',
        seed: 4,
        bytes: 94,
        reports: [{ sn: expect.stringMatching(/^36/), updateTime: expect.any(Number), dids: [] }],
        attempt: 1,
        attempts: 4,
        acknowledged: false,
        outcome: { kind: 'response', status: 503, reason: 'Service Unavailable', body: 'busy ***' },
        elapsedMs: expect.any(Number),
        nextInMs: 1,
      },
      expect.objectContaining({ attempt: 2, acknowledged: true }),
    ]);
    expect(stderr).toContain('--> POST /webhook pce_delete 94 bytes (attempt 2 of 4)');
    expect(stderr).toContain('hint:');
  });

  it("prints a receiver's output unchanged, because JSON escapes it", async () => {
    const { stdout } = await sendTo(
      (response) => {
        response.statusCode = 503;
        response.statusMessage = 'so  \u009b31m';
        response.end();
      },
      ['--json', '--retries', '1'],
    );
    const [first = ''] = stdout.split('\n');
    expect(JSON.parse(first).outcome.reason).toBe('so  \u009b31m');
  });

  it('escapes the problem with a response once', async () => {
    const { stdout } = await sendTo(
      (response) => response.socket?.end('HTTP/1.1 200 OK\r\nContent-Length: "\u001b"\r\n\r\n'),
      ['--json', '--retries', '1'],
    );
    const [first = ''] = stdout.split('\n');
    expect(JSON.parse(first).outcome.message).toContain(JSON.stringify('"\u001b"'));
  });

  it('names the file instead of an event and a seed', async () => {
    const { stdout } = await sendTo(undefined, ['--json', '--body', '-'], '[]');
    expect(JSON.parse(stdout)).toMatchObject({ file: 'standard input', bytes: 2 });
    expect(stdout).not.toContain('"seed"');
  });
});
