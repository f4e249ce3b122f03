import { describe, expect, it } from 'vitest';
import { decidingAttempt } from '../../reports/rows.ts';
import { attempt, failed } from './support/sample-report.ts';

const decidingOf = (decided: number | undefined, ...numbers: number[]) => {
  const attempts = numbers.map((n) => attempt({ n }));
  const evidence = { seed: 1, attempts, observations: [], omittedAttempts: 0 };
  const finding = { expected: 'x', actual: 'answered 200 OK after 3.2 ms', fix: 'x' };
  return decidingAttempt(
    failed({
      id: 'a/b',
      finding: decided === undefined ? finding : { ...finding, attempt: decided },
      evidence,
    }),
  )?.n;
};

describe('the deciding attempt', () => {
  it('is the one whose number the finding names', () => {
    expect(decidingOf(2, 1, 2, 3)).toBe(2);
  });

  it('is the last one if the finding names none, or one that was not kept', () => {
    expect(decidingOf(undefined, 1, 2, 3)).toBe(3);
    expect(decidingOf(2, 1, 3, 4)).toBe(4);
  });

  it('is undefined without attempts', () => {
    expect(decidingOf(1)).toBeUndefined();
  });
});
