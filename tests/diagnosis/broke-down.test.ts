import { expect, it } from 'vitest';
import { brokeDown } from '../../diagnosis/causes/broke-down.ts';
import type { Facts } from '../../diagnosis/facts.ts';
import type { RuleResult } from '../../schemas/generated/types.ts';

const answer = (status: number) => ({
  outcome: { kind: 'response', status, reason: '', headers: [], body: '' },
  elapsedMs: 5,
  isAcknowledged: status === 200,
});
const genuine = { test: [answer(200)], dids: [answer(200)], capacity: [answer(200)] };

/** A message of a rule that was sent at this time (ms) and took so long (ms). */
function sent(note: string, status: number, atMs: number, elapsedMs = 5, severity = 'crashes') {
  const attempt = { ...answer(status), n: 1, note, elapsedMs, at: new Date(atMs).toISOString() };
  const parts = { id: `example/${note}`, severity, verdict: 'fail', finding: { attempt: 1 } };
  return { ...parts, evidence: { attempts: [attempt] } } as unknown as RuleResult;
}

function found(status: number, ...results: RuleResult[]) {
  const facts = { genuine, series: [answer(status)], results, printed: '' };
  const cause = brokeDown(facts as unknown as Facts);
  const isExplained = (result: RuleResult) => cause?.follows?.(result) === true;
  return { evidence: cause?.evidence.slice(2), explained: results.map(isExplained) };
}

it('blames the message that failed first, not one that was sent earlier and failed later', () => {
  const slow = sent('slow', 500, 1000, 900);
  expect(found(500, slow, sent('hostile', 500, 1100))).toEqual({
    evidence: ['the first messages that failed: hostile; slow'],
    explained: [true, false],
  });
});

it('blames no genuine message, and none that got a 503', () => {
  expect(found(500, sent('genuine', 500, 1000, 5, 'refuses-genuine')).explained).toEqual([true]);
  expect(found(503, sent('forged', 503, 1000)).explained).toEqual([true]);
});

it('suspects messages that it rejected since it last acknowledged one', () => {
  const results = [sent('early', 422, 1000), sent('good', 200, 1010), sent('late', 422, 1020)];
  expect(found(500, ...results, sent('next', 500, 1030)).evidence).toEqual([
    'the last messages that it rejected before that: late',
    'the first messages that failed: next',
  ]);
});
