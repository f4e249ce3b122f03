import { describe, expect, it } from 'vitest';
import { brokenReceivers, correctReceivers } from '../../fixtures/receivers/index.ts';
import { recordedRun, staleParts } from '../../scripts/self-test-run.mjs';
import { rules } from '../../suites/index.ts';

const rule = { id: 'retry/applies-once' };
const broken = { name: 'broken', fails: [rule.id] };
const correct = { name: 'correct' };
const current = { rules: [rule], brokenReceivers: [broken], correctReceivers: [correct] };
const run = {
  recordedOn: '2026-11-27',
  rules: [rule.id],
  right: 2,
  failed: { broken: [rule.id], correct: [] },
};

describe('a recorded self-test', () => {
  it('is up to date while rules and receivers are unchanged', () => {
    expect(staleParts(run, current)).toEqual([]);
  });

  it.each([
    ['a new rule', { ...current, rules: [rule, { id: 'a/b' }] }, 'rule a/b is new'],
    ['a removed rule', { ...current, rules: [] }, `rule ${rule.id} is gone`],
    [
      'a new receiver',
      { ...current, correctReceivers: [correct, { name: 'other' }] },
      'receiver other is new',
    ],
    ['a removed receiver', { ...current, correctReceivers: [] }, 'receiver correct is gone'],
    [
      'another declaration',
      { ...current, brokenReceivers: [{ name: 'broken', fails: [] }] },
      `receiver broken failed ${rule.id}`,
    ],
    [
      'one more failure declared',
      { ...current, brokenReceivers: [{ name: 'broken', fails: [rule.id, 'a/b'] }] },
      'receiver broken did not fail a/b',
    ],
  ])('is stale after %s', (_title, later, sentence) => {
    expect(staleParts(run, later)).toEqual([sentence]);
  });

  it('is up to date if a receiver fails a rule only in some runs', () => {
    const mayFail = { name: 'broken', fails: [], exception: { rules: [rule.id] } };
    expect(staleParts(run, { ...current, brokenReceivers: [mayFail] })).toEqual([]);
  });

  it('is up to date if a correct receiver fails a rule for which it is lenient', () => {
    const lenient = { ...run, failed: { broken: [rule.id], correct: ['a/b'] } };
    const later = { ...current, correctReceivers: [{ name: 'correct', lenient: ['a/b'] }] };
    expect(staleParts(lenient, later)).toEqual([]);
    expect(staleParts(lenient, current)).toEqual(['receiver correct failed a/b']);
  });

  it('is up to date without a rule that takes minutes', () => {
    const slow = { id: 'a/b', needs: ['thorough'] };
    const rules = [rule, slow];
    const brokenReceivers = [{ name: 'broken', fails: [rule.id, slow.id] }];
    const recorded = { ...run, rules: rules.map(({ id }) => id) };
    expect(staleParts(recorded, { ...current, rules, brokenReceivers })).toEqual([]);
  });

  it('is up to date in the docs; otherwise run `node scripts/record-self-test.mjs` and `npm run generate`', () => {
    const recorded = recordedRun();
    expect(recorded ? staleParts(recorded, { rules, brokenReceivers, correctReceivers }) : []).toEqual([]);
  });
});
