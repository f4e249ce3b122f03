import { expect, it } from 'vitest';
import { brokeDown } from '../../diagnosis/causes/broke-down.ts';
import { observerTrouble } from '../../diagnosis/causes/observer.ts';
import type { Facts } from '../../diagnosis/facts.ts';

const answer = (status: number) => ({
  outcome: { kind: 'response', status, reason: '', headers: [], body: '' },
  elapsedMs: 5,
  isAcknowledged: status === 200,
});
const printed = `listening\n${'failed: EMFILE: too many open files\n'.repeat(20)}`;
const genuine = { test: [answer(200)], dids: [answer(200)], capacity: [answer(200)] };

it('shows what a receiver printed that broke down', () => {
  const facts = { genuine, series: [answer(500)], results: [], printed };
  const shown = ['it printed:', '  listening', '  failed: EMFILE: too many open files'];
  expect(brokeDown(facts as unknown as Facts)?.evidence.slice(-3)).toEqual(shown);
});

it('shows what a receiver printed whose messages show no effect', () => {
  const learned = { problem: 'no-effect', resting: { state: null, isAbsent: true } };
  const observer = { option: 'observeUrl', learned };
  const results = [{ verdict: 'inconclusive', reasonCode: 'no-effect-shown' }];
  const found = observerTrouble({ observer, results, printed } as unknown as Facts);
  expect(found?.cause).toBe('observer-not-found');
  expect(found?.evidence).toContain('  failed: EMFILE: too many open files');
});
