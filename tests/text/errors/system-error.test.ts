import { describe, expect, it } from 'vitest';
import { wordingOf } from '../../../text/errors/system-error.ts';

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
