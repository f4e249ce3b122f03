import { describe, expect, it } from 'vitest';
import type { Json } from '../../../observation/json.ts';
import {
  actualOf,
  assumeAcknowledged,
  CannotTell,
  comparableMs,
  expectAcknowledged,
  expectHandled,
  expectNotAcknowledged,
  expectRefused,
  expectSameState,
  fail,
  LateMeasurement,
  ownTimeMs,
  RuleFailure,
} from '../../../runner/context/expect.ts';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import type { Sent } from '../../../runner/sending/sent.ts';
import type { Outcome } from '../../../simulator/index.ts';
import { answer, sentWith } from '../sent.ts';

const outcomes: Record<string, Outcome> = {
  '200': answer(200),
  '204': answer(204),
  '299': answer(299),
  '199': answer(199),
  '302': answer(302),
  '400': answer(400),
  '401': answer(401),
  '499': answer(499),
  '500': answer(500),
  '503': answer(503),
  timeout: { kind: 'timeout', phase: 'head' },
  'timeout within a 200': { kind: 'timeout', phase: 'body', status: 200 },
  reset: { kind: 'connection-failed', phase: 'head', code: 'ECONNRESET', message: 'reset' },
  aborted: { kind: 'aborted', at: 'the end' },
};

/** The outcomes that satisfy an expectation. */
function accepted(expectation: (sent: Sent) => void): string[] {
  return Object.entries(outcomes).flatMap(([name, outcome]) => {
    try {
      expectation(sentWith(outcome));
      return [name];
    } catch (error) {
      if (error instanceof RuleFailure || error instanceof CannotTell) return [];
      throw error;
    }
  });
}

const ctx = { run: { settings: { timeoutSeconds: 5 } } } as RuleContext;
const acknowledged = ['200', '204', '299'];
const refused = ['400', '401', '499'];
const broken = ['500', '503', 'timeout', 'timeout within a 200', 'reset', 'aborted'];

describe('an attempt', () => {
  it('is acknowledged only by a 2xx in time', () => {
    expect(accepted((sent) => expectAcknowledged(ctx, sent)).sort()).toEqual(acknowledged);
    expect(accepted(assumeAcknowledged).sort()).toEqual(acknowledged);
  });

  it('is refused only by a 4xx: a crash is not a refusal', () => {
    expect(accepted(expectRefused).sort()).toEqual(refused);
  });

  it('counts as handled with a 2xx or a 4xx', () => {
    expect(accepted(expectHandled).sort()).toEqual([...acknowledged, ...refused].sort());
  });

  it('is acknowledged only by a 2xx', () => {
    expect(accepted(expectNotAcknowledged).sort()).toEqual(['199', '302', ...refused, ...broken].sort());
  });
});

function thrownBy(act: () => void): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a finding', () => {
  it('says what was expected and what the response was, with its body', () => {
    const sent = sentWith(
      answer(409, 'Known already.'),
      {},
      { what: 'the first duplicate', elapsedMs: 12.3 },
    );
    expect(thrownBy(() => expectAcknowledged(ctx, sent, 'Answer 2xx.'))).toMatchObject({
      expected: 'a 2xx within 5 s for the first duplicate',
      actual: '409 in 12 ms, body "Known already."',
      fix: 'Answer 2xx.',
    });
  });

  it.each<[string, (sent: Sent) => void, number]>([
    ['a 4xx for the first duplicate', expectRefused, 200],
    ['no 2xx for the first duplicate', expectNotAcknowledged, 200],
    ['a 2xx or a 4xx for the first duplicate', expectHandled, 500],
  ])('says that it expected %s, with the number of the attempt', (expected, expectation, status) => {
    const sent = sentWith(answer(status), {}, { n: 7, what: 'the first duplicate' });
    expect(thrownBy(() => expectation(sent))).toMatchObject({ expected, details: { attempt: 7 } });
  });

  it('shows the text of an HTML page', () => {
    const page = answer(404, '<html>\n<pre>Cannot POST /hook</pre>\n</html>');
    expect(actualOf(sentWith(page, {}, { elapsedMs: 12.3 }))).toBe('404 in 12 ms, body "Cannot POST /hook"');
  });

  it('does not arise when a preparatory message was not acknowledged', () => {
    const error = thrownBy(() => assumeAcknowledged(sentWith(outcomes.timeout as Outcome)));
    expect(error).toBeInstanceOf(CannotTell);
    expect(error).toHaveProperty(
      'message',
      'needs a 2xx within the timeout for a genuine message; actual: no response within 1.5 ms',
    );
  });

  it('shows both states if they should be equal', () => {
    expect(thrownBy(() => expectSameState({ n: 1 }, { n: 1 }, 'after all'))).toBeUndefined();
    expect(thrownBy(() => expectSameState({ n: 1 }, { n: 2 }, 'after all'))).toMatchObject({
      expected: 'PBX state unchanged after all',
      actual: '`n` went from 1 to 2 although nothing new was reported',
    });
  });

  it('says how to declare what only counts or notes an arrival', () => {
    const hintOf = (before: Json, after: Json) => {
      const error = thrownBy(() => expectSameState(before, after, 'after all'));
      const { hint = '' } = (error as RuleFailure).details ?? {};
      return hint;
    };
    expect(hintOf({ tally: 1 }, { tally: 4 })).toBe(
      'If `tally` only counts what arrives, add --observe-ignore tally.',
    );
    expect(hintOf({ a: { notes: ['x'] } }, { a: { notes: ['x', 'y'] } })).toBe(
      'If `a.notes` only shows that a message arrived, add --observe-ignore a.notes.',
    );
    expect(hintOf({ a: 1, b: 1 }, { a: 2, b: 2 })).toBe('');
  });
});

describe('the time of an attempt', () => {
  const late = sentWith(answer(200), {}, { elapsedMs: 700, measuredLateMs: 600 });
  const inTime = sentWith(answer(200), {}, { elapsedMs: 700 });

  it('is comparable only if this process did not delay it', () => {
    expect(comparableMs(inTime)).toBe(700);
    expect(thrownBy(() => comparableMs(late))).toBeInstanceOf(LateMeasurement);
  });

  it('is the time of the receiver without the delay of this process', () => {
    expect([inTime, late].map(ownTimeMs)).toEqual([700, 100]);
  });
});

describe('a failed rule', () => {
  it('says in one line what was expected and what happened, for a stack trace', () => {
    expect(() => fail('a 2xx', '500 in 3 ms')).toThrow('expected: a 2xx; actual: 500 in 3 ms');
  });
});
