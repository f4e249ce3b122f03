import { describe, expect, it } from 'vitest';
import { adviceFor } from '../../runner/advice.ts';
import { severityIn } from '../../runner/severity.ts';
import { rules } from '../../suites/index.ts';
import { attempt, response, text } from '../reports/support/sample-report.ts';

const ruleOf = (id: string) => rules.find((rule) => rule.id === id) ?? expect.unreachable(id);
const sentTo = { url: 'http://127.0.0.1:3000/webhook', timeoutMs: 5000, isServed: false };
const refusal = (code: string) =>
  ({ kind: 'connection-failed', phase: 'head', code, message: 'It broke.' }) as const;
const advice = (id: string, outcome: Parameters<typeof attempt>[0] & object) =>
  adviceFor(ruleOf(id), 'Its hint.', attempt(outcome), sentTo);

describe('the advice', () => {
  it.each([
    [
      'a rate limit',
      { outcome: response(429, 'Too Many Requests') },
      /^Your receiver rate-limits requests\. Exclude the webhook/,
    ],
    [
      'a failure',
      { outcome: response(500, 'Internal Server Error') },
      /^Your receiver failed\. Look for the exception in its log\.$/,
    ],
    [
      'a failure whose response shows it',
      { outcome: response(500, 'Internal Server Error', text('Error: no\n    at f (/srv/app.js:12:7)')) },
      /^Your receiver failed\. Its response shows the exception, and must not\.$/,
    ],
    [
      'a path',
      { outcome: response(404, 'Not Found') },
      /^Your receiver serves nothing at \/webhook for POST/,
    ],
    ['an end', { outcome: refusal('ECONNREFUSED') }, /^Nothing is listening at 127\.0\.0\.1:3000/],
    ['a crash', { outcome: refusal('CLOSED') }, /closes the connection without a response/],
    [
      'a timeout',
      { outcome: { kind: 'timeout', phase: 'head' } as const },
      /^Your receiver didn't respond within 5 s/,
    ],
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
      adviceFor(ruleOf('acknowledgement/acknowledges-every-event'), 'Its hint.', notFound, {
        ...sentTo,
        isServed,
      });
    expect(fixIf(false)).toMatch(/^Your receiver serves nothing/);
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
