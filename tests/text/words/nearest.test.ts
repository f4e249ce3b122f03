import { describe, expect, it } from 'vitest';
import { nearest } from '../../../text/words/nearest.ts';

describe('the nearest known word', () => {
  it.each([
    ['timeoutSecond', ['timeoutSecant', 'timeoutSeconds'], 'timeoutSeconds'],
    ['spcaing', ['keyOrder', 'spacing'], 'spacing'],
    ['TIMEOUT-SECONDS', ['timeoutSeconds'], 'timeoutSeconds'],
    ['retry', ['rules', 'retryCount'], 'retryCount'],
    ['secretEnvironment', ['secretEnv'], 'secretEnv'],
    ['waitMs', ['rules', 'waitSeconds'], 'waitSeconds'],
  ])('to %s among %j is %s', (word, known, meant) => expect(nearest(word, known)).toBe(meant));

  it.each([
    ['on', ['at']],
    ['runs', ['seed', 'exec']],
    ['sec', ['secretEnv']],
    ['x'.repeat(41), ['x'.repeat(42)]],
    ['', ['a']],
    ['reportMs', ['reportFormat', 'reportFile']],
  ])('to %s among %j is none', (word, known) => expect(nearest(word, known)).toBeUndefined());
});
