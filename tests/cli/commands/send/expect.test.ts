import { describe, expect, it } from 'vitest';
import { secret, status } from '../../../support/recording-receiver.ts';
import { sendTo } from './send-driver.ts';

describe('send --expect-status', () => {
  it.each<[number, string, number]>([
    [401, '401', 0],
    [401, '2xx,401', 0],
    [403, '4xx', 0],
    [204, '2xx', 0],
    [200, '401', 1],
    [500, '2xx,401', 1],
  ])('exits for a %d, of which %s is expected, with %d', async (code, list, expected) => {
    const { exitCode, requests, lines } = await sendTo(status(code), ['--expect-status', list]);
    expect([exitCode, requests.length]).toEqual([expected, 1]);
    expect(lines.at(-1)).toMatch(
      expected === 0 ? /^1 message: 1 as expected, 0 not as expected/ : /^1 message: 0 as expected, 1 not/,
    );
    expect(lines.includes(`    expected ${list.replace(',', ' or ')}`)).toBe(expected === 1);
    expect(lines.join('\n').includes('hint:')).toBe(expected === 1 && code === 500);
  });

  it('decides about a forged message too', async () => {
    const { exitCode, stdout } = await sendTo(undefined, [
      '--fault',
      'wrong-secret',
      '--expect-status',
      '2xx',
    ]);
    expect([exitCode, stdout.includes('1 as expected')]).toEqual([0, true]);
  });

  it('is about the retry after a lost ack, and with --retries about the last attempt', async () => {
    const lost = await sendTo(status(200), ['--fault', 'lost-ack', '--expect-status', '200']);
    expect([lost.exitCode, lost.requests.length]).toEqual([0, 2]);
    const argv = ['--expect-status', '503', '--retries', '2', '--json'];
    const { exitCode, stdout, requests } = await sendTo(status(503), argv);
    expect([exitCode, requests.length]).toEqual([0, 3]);
    for (const line of stdout.trimEnd().split('\n')) expect(JSON.parse(line).asExpected).toBe(true);
  });

  it('is not met without a response', async () => {
    const { exitCode, stdout } = await sendTo(
      (response) => response.destroy(),
      ['--expect-status', '2xx,4xx,5xx'],
    );
    expect([exitCode, stdout.includes('expected 2xx or 4xx or 5xx')]).toEqual([1, true]);
  });
});

describe('send --expect-within', () => {
  it('exits with 1 if the response is late, and with 0 if it is in time', async () => {
    const late = await sendTo(
      (response) => setTimeout(() => response.end(), 50),
      ['--expect-within', '20ms'],
    );
    expect(late.exitCode).toBe(1);
    expect(late.lines).toContain('    expected 2xx within 20 ms');
    const inTime = await sendTo(status(204), ['--expect-within', '4m', '--timeout', '10']);
    expect([inTime.exitCode, inTime.lines[0]]).toEqual([
      0,
      expect.stringContaining('expects 2xx within 240.00 s'),
    ]);
  });
});

describe('send --verbose', () => {
  it('shows headers and bodies of both sides, without the secret or private headers', async () => {
    const { stdout, lines } = await sendTo(
      (response) =>
        response.writeHead(200, { 'Set-Cookie': 'id=7', 'X-Echo': secret }).end(`key ${secret}\nline 2`),
      ['--verbose', '--header', 'X-Own: something private', '--event', 'did_change', '--sn', '36AB'],
    );
    expect(lines).toContain('    POST /webhook HTTP/1.1');
    expect(lines).toContain('    X-Own: ***');
    expect(lines).toContain('    Content-Type: application/json');
    expect(stdout).toMatch(/^ {4}X-Signature: [\w+/]{43}=$/m);
    expect(stdout).toMatch(/^ {4}\[\{"event":"did_change","sn":"36AB",/m);
    expect(lines.slice(lines.findIndex((line) => line.startsWith('<-- 200')))).toEqual(
      expect.arrayContaining(['    Set-Cookie: ***', '    X-Echo: ***', '    key ***', '    line 2']),
    );
    expect(stdout).not.toContain(secret);
    expect(stdout).not.toContain('something private');
  });

  it('shows a bounded part of what a receiver sends', async () => {
    const { lines } = await sendTo((response) => response.end('x\n'.repeat(50_000)), ['-v']);
    expect(lines.length).toBeLessThan(230);
  });
});
