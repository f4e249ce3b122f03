import { describe, expect, it } from 'vitest';
import { describeOutcomeRecord, halfText, outcomeOnWire, requestOnWire } from '../../reports/wire.ts';
import { attempt, binary, hostile, huge, response, text } from './support/sample-report.ts';

const { request } = attempt();

describe('a request on the wire', () => {
  it('has its request line with path and query, its headers, an empty line and its body', () => {
    expect(halfText(requestOnWire(request))).toBe(
      [
        'POST /webhook?a=b HTTP/1.1',
        'Host: 127.0.0.1:3000',
        'X-Signature: fgTz0uVnP1kD6c5kS6l2m0FZyYJp7w9h8mJt3cO4q1k=',
        '',
        '{"event":"test","message":"This is a webhook connectivity test."}',
      ].join('\n'),
    );
  });

  it.each([
    ['http://host', 'POST / HTTP/1.1'],
    ['http://host?x=1', 'POST /?x=1 HTTP/1.1'],
    ['https://[::1]:8443/a/b?c=/d', 'POST /a/b?c=/d HTTP/1.1'],
  ])('requests from %s the target in its URL', (url, line) => {
    expect(requestOnWire({ ...request, url, headers: [] }).head).toBe(line);
  });

  it('shows bytes that are not text, and says so', () => {
    const wire = requestOnWire({ ...request, body: binary([0x7b, 0xff, 0xc3, 0xa4, 0x0a, 0x7d]) });
    expect(wire.body).toBe('{\\xff\\xc3\\xa4\n}');
    expect(wire.remark).toContain('not valid UTF-8');
  });

  it('says that only the beginning of a large body is shown', () => {
    expect(requestOnWire({ ...request, body: huge }).remark).toBe('truncated from 16777216 bytes');
  });
});

describe('a response on the wire', () => {
  it('has a status line, headers and body, without terminal control characters', () => {
    const wire = outcomeOnWire(response(418, hostile, text('\u001b[2J')));
    expect(wire.head).toContain('HTTP/1.1 418 </script>');
    expect(`${wire.head}${wire.body}`).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it('says when it was not read to its end', () => {
    const wire = outcomeOnWire({ ...response(200, 'OK'), bodyComplete: false } as ReturnType<
      typeof response
    >);
    expect(wire.remark).toBe('the response was not read to its end');
  });

  it.each([
    [response(401, 'Unauthorized'), '401 Unauthorized'],
    [response(200, ''), '200'],
    [{ kind: 'timeout', phase: 'head' } as const, 'no response in time'],
    [
      { kind: 'timeout', phase: 'body', status: 200 } as const,
      'headers of a 200, but no complete response in time',
    ],
    [
      {
        kind: 'connection-failed',
        phase: 'connect',
        code: 'ECONNREFUSED',
        message: 'nobody listens',
      } as const,
      'no response: nobody listens (ECONNREFUSED)',
    ],
    [
      {
        kind: 'connection-failed',
        phase: 'connect',
        code: 'ECONNREFUSED',
        message: 'connect ECONNREFUSED 127.0.0.1:9',
      } as const,
      'no response: connect ECONNREFUSED 127.0.0.1:9',
    ],
    [
      { kind: 'aborted', at: 'the end of the sent bytes' } as const,
      'connection closed by Hookswitch at the end of the sent bytes',
    ],
  ])('is described in a few words', (outcome, words) => {
    expect(describeOutcomeRecord(outcome)).toBe(words);
  });

  it('has no head when there was no response', () => {
    expect(outcomeOnWire({ kind: 'timeout', phase: 'connect' })).toEqual({
      head: undefined,
      body: '',
      remark: 'connection not accepted in time',
    });
  });
});
