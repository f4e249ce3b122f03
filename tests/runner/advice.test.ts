import { describe, expect, it } from 'vitest';
import { adviceFor } from '../../runner/advice.ts';
import { severityIn } from '../../runner/severity.ts';
import { rules } from '../../suites/index.ts';
import { attempt, response, text } from '../reports/support/sample-report.ts';

const ruleOf = (id: string) => rules.find((rule) => rule.id === id) ?? expect.unreachable(id);
const refusal = (code: string) =>
  ({ kind: 'connection-failed', phase: 'head', code, message: 'It broke.' }) as const;
const advice = (id: string, outcome: Parameters<typeof attempt>[0] & object) =>
  String([adviceFor(ruleOf(id), 'Its hint.', attempt(outcome))].flat(2).join(''));

describe('the advice', () => {
  it.each([
    [
      'a rate limit',
      { outcome: response(429, 'Too Many Requests') },
      /^Your receiver rate-limits requests\. .*limit\.$/,
    ],
    [
      'a failure',
      { outcome: response(500, 'Internal Server Error') },
      /^Your receiver failed: look for the exception in its log\.$/,
    ],
    [
      'a failure whose response shows it',
      { outcome: response(500, 'Internal Server Error', text('Error: no\n    at f (/srv/app.js:12:7)')) },
      /^Your receiver failed: its response shows the exception, and must not\.$/,
    ],
    ['a path', { outcome: response(404, 'Not Found') }, /^Nothing is served at this URL/],
    ['an end', { outcome: refusal('ECONNREFUSED') }, /^Nothing is listening at this URL anymore/],
    ['a crash', { outcome: refusal('CLOSED') }, /closed the connection without a response/],
    ['a timeout', { outcome: { kind: 'timeout', phase: 'head' } as const }, /was late/],
    ['a wrong signature', { outcome: response(401, 'Unauthorized') }, /^Its hint\.$/],
    ['a forgery that is let through', { fault: 'empty-signature' }, /^Its hint\.$/],
    [
      'a forgery that is not found',
      { fault: 'empty-signature', outcome: response(404, 'Not Found') },
      /^Its hint\.$/,
    ],
  ])('follows from what was observed: %s', (_, outcome, expected) => {
    expect(advice('signature/accepts-genuine', outcome)).toMatch(expected);
  });

  it('blames the URL for a 404 only until a message is acknowledged there', () => {
    const notFound = attempt({ outcome: response(404, 'Not Found') });
    const fixIf = (isServed: boolean) =>
      adviceFor(ruleOf('acknowledgement/acknowledges-every-event'), 'Its hint.', notFound, isServed);
    expect(fixIf(false)).toMatch(/^Nothing is served at this URL/);
    expect(fixIf(true)).toBe('Its hint.');
  });

  it('adds the log to the hint of a rule about messages, but not to one about failures', () => {
    const failure = { outcome: response(500, 'Internal Server Error') };
    expect(advice('message/survives-impossible-messages', failure)).toMatch(
      /exception in its log\. Its hint\.$/,
    );
    expect(advice('acknowledgement/acknowledges-a-burst', failure)).toBe('Its hint.');
  });
});

describe('the severity of a finding', () => {
  it('is a crash if a forged or malformed message makes the receiver fail', () => {
    const failure = attempt({ outcome: response(500, 'Internal Server Error') });
    expect(severityIn('open-to-forgers', failure)).toBe('crashes');
    expect(severityIn('lenient', failure)).toBe('crashes');
    expect(severityIn('refuses-genuine', failure)).toBe('refuses-genuine');
    expect(severityIn('open-to-forgers', attempt())).toBe('open-to-forgers');
  });
});
