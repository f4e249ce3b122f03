import { describe, expect, it } from 'vitest';
import { HookswitchError } from '../../index.ts';
import { wordingOf } from '../../text/errors/system-error.ts';
import { lastPart, tellingLines } from '../../text/errors/telling-lines.ts';

describe('the option of a usage error', () => {
  it.each([
    ['give --allow-host a.example', 'allowHosts'],
    ['check --observe-url, or add --observe-history', 'observeUrl'],
    ['start it first, or wait for it with --wait 30s', 'waitMs'],
    ['the URL is none', undefined],
    ['the command "serve --port 3000" failed; change --exec', 'restart'],
  ])('of "%s" is %s', (message, option) => {
    const error = new HookswitchError('bad-settings', message);
    expect(error).toMatchObject({ code: 'bad-settings', message, option });
  });
});

describe('the message of a system error', () => {
  it('has the message for every address that was tried', () => {
    const refusals = ['connect ECONNREFUSED ::1:9', 'connect ECONNREFUSED 127.0.0.1:9'].map(
      (text) => new Error(text),
    );
    expect(wordingOf(new AggregateError(refusals))).toBe(
      'connect ECONNREFUSED ::1:9, connect ECONNREFUSED 127.0.0.1:9',
    );
    expect(wordingOf(Object.assign(new Error(''), { code: 'EPIPE' }))).toBe('EPIPE');
    expect(wordingOf(new Error('read ECONNRESET'))).toBe('read ECONNRESET');
  });

  it("has only the reason of OpenSSL's message", () => {
    const message =
      'write EPROTO 40123118:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:ssl/record.c:350:\n';
    expect(wordingOf(new Error(message))).toBe('TLS: wrong version number');
    const [reason, advice] = ['self-signed certificate', 'try running Node.js with --use-system-ca'];
    const withAdvice = `${reason}; if the root CA is installed locally, ${advice}`;
    expect(wordingOf(new Error(withAdvice))).toBe(reason);
  });
});

// What Go 1.24 prints when two goroutines write to a map, with the stack of every other goroutine after it.
const stack = (n: number) => `goroutine ${n} [IO wait]:\nnet.(*conn).Read(...)\n\t/go/net/net.go:194\n\n`;
const report = `fatal error: concurrent map writes\n\ngoroutine 20 [running]:\nmain.(*Store).apply(...)\n${Array.from({ length: 400 }, (_, n) => stack(n)).join('')}`;

/** As a process prints it, in pieces. */
function kept(output: string, size: number): string {
  let all = '';
  for (let at = 0; at < output.length; at += 1000) all = lastPart(all + output.slice(at, at + 1000), size);
  return all;
}

describe('what a process printed when it ended', () => {
  it('begins with the reason, which comes before the stacks in Go', () => {
    expect(tellingLines(`listening\n${report}`, 2)).toEqual([
      'fatal error: concurrent map writes',
      'goroutine 20 [running]:',
    ]);
  });

  it('keeps the reason if the stacks are longer than what is kept', () => {
    const output = kept(`${'listening\n'.repeat(1000)}${report}`, 4096);
    expect(output.length).toBeLessThan(6000);
    expect(tellingLines(output, 1)).toEqual(['fatal error: concurrent map writes']);
  });

  it('is its last lines otherwise', () => {
    expect(tellingLines('one\ntwo\n\nthree: panic\n', 2)).toEqual(['two', 'three: panic']);
    expect(kept('abc'.repeat(1000), 300)).toBe('abc'.repeat(100));
  });
});
