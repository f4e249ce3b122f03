import { describe, expect, it } from 'vitest';
import {
  CannotTell,
  expectAcknowledged,
  expectCalm,
  expectNotAcknowledged,
  expectRefused,
  expectSameState,
  given,
  Unmet,
} from '../../../runner/context/expect.ts';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import type { Sent } from '../../../runner/context/sent.ts';
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
  cut: { kind: 'cut', at: 'the end' },
};

/** The outcomes that meet an expectation. */
function accepted(expectation: (sent: Sent) => void): string[] {
  return Object.entries(outcomes).flatMap(([name, outcome]) => {
    try {
      expectation(sentWith(outcome));
      return [name];
    } catch (error) {
      if (error instanceof Unmet || error instanceof CannotTell) return [];
      throw error;
    }
  });
}

const ctx = { run: { timeoutMs: 5000 } } as RuleContext;
const acknowledged = ['200', '204', '299'];
const refused = ['400', '401', '499'];
const broken = ['500', '503', 'timeout', 'timeout within a 200', 'reset', 'cut'];

describe('an attempt', () => {
  it('is acknowledged by a 2xx in time alone', () => {
    expect(accepted((sent) => expectAcknowledged(ctx, sent)).sort()).toEqual(acknowledged);
    expect(accepted(given).sort()).toEqual(acknowledged);
  });

  it('is refused by a 4xx alone: a crash is no refusal', () => {
    expect(accepted(expectRefused).sort()).toEqual(refused);
  });

  it('is answered calmly by a 2xx or a 4xx', () => {
    expect(accepted(expectCalm).sort()).toEqual([...acknowledged, ...refused].sort());
  });

  it('is not acknowledged by anything but a 2xx', () => {
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

describe('what is found', () => {
  it('goes on after "a right receiver" and "this one", and quotes the answer', () => {
    const sent = sentWith(
      answer(409, 'Known already.'),
      {},
      { what: 'the first repetition', elapsedMs: 12.3 },
    );
    expect(thrownBy(() => expectAcknowledged(ctx, sent, 'Answer 2xx.'))).toMatchObject({
      expected: 'acknowledges the first repetition with a 2xx within 5.00 s',
      actual: 'answered 409 after 12 ms, with the body "Known already."',
      hint: 'Answer 2xx.',
    });
  });

  it('is no finding when a message that was only given was not acknowledged', () => {
    const error = thrownBy(() => given(sentWith(outcomes.timeout as Outcome)));
    expect(error).toBeInstanceOf(CannotTell);
    expect(error).toHaveProperty(
      'message',
      'a genuine message has to be acknowledged before this can be judged, but the receiver did not answer, given up after 1.5 ms',
    );
  });

  it('shows both states when they should be the same', () => {
    expect(thrownBy(() => expectSameState({ n: 1 }, { n: 1 }, 'after all'))).toBeUndefined();
    expect(thrownBy(() => expectSameState({ n: 1 }, { n: 2 }, 'after all'))).toMatchObject({
      expected: 'keeps the state of the PBX unchanged after all',
      actual: 'changed n from 1 to 2',
    });
  });
});
