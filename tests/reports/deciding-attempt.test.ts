import { describe, expect, it } from 'vitest';
import { decidingAttempt } from '../../reports/deciding-attempt.ts';
import { attempt, failed, response } from './support/sample-report.ts';

const finding = {
  expected: 'refuses a message signed in hex with a 4xx',
  actual: 'answered 200 OK after 3.2 ms',
  hint: 'x',
};

const decidingOf = (...attempts: ReturnType<typeof attempt>[]) =>
  decidingAttempt(
    failed({ id: 'a/b', finding, evidence: { seed: 1, attempts, observations: [], omittedAttempts: 0 } }),
  )?.n;

describe('the deciding attempt', () => {
  it('is the one that the finding names, with its status and time', () => {
    expect(
      decidingOf(
        attempt({ n: 1, elapsedMs: 9 }),
        attempt({ n: 2, note: 'signed in hex', outcome: response(401, 'No') }),
        attempt({ n: 3, note: 'signed in hex' }),
        attempt({ n: 4, note: 'signed in Base32' }),
      ),
    ).toBe(3);
  });

  it('is else the last one with its status and time', () => {
    expect(decidingOf(attempt({ n: 1 }), attempt({ n: 2 }), attempt({ n: 3, elapsedMs: 7 }))).toBe(2);
  });

  it('is else the last one, and none without attempts', () => {
    expect(decidingOf(attempt({ n: 1, elapsedMs: 8 }), attempt({ n: 2, elapsedMs: 7 }))).toBe(2);
    expect(decidingOf()).toBeUndefined();
  });
});
