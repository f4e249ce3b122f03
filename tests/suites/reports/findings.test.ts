import { describe, expect, it } from 'vitest';
import { orderFindings } from '../../../suites/reports/findings.ts';
import { failed, report, result } from './sample-report.ts';

const order = (...results: ReturnType<typeof result>[]) =>
  orderFindings(report(results)).map(({ result: { id }, cause }) => [id, cause]);

describe('the order of findings', () => {
  it('puts first what explains others, and last what follows from it', () => {
    expect(
      order(
        failed({ id: 'message/accepts-chunked' }),
        failed({ id: 'signature/rejects-missing' }),
        failed({ id: 'signature/accepts-genuine' }),
      ),
    ).toEqual([
      ['signature/accepts-genuine', undefined],
      ['signature/rejects-missing', undefined],
      ['message/accepts-chunked', 'signature/accepts-genuine'],
    ]);
  });

  it('names a cause only when that is not met itself', () => {
    expect(
      order(failed({ id: 'signature/rejects-missing' }), result({ id: 'signature/rejects-other-secret' })),
    ).toEqual([['signature/rejects-missing', undefined]]);
    expect(
      order(failed({ id: 'signature/rejects-missing' }), failed({ id: 'signature/rejects-other-secret' })),
    ).toEqual([
      ['signature/rejects-other-secret', undefined],
      ['signature/rejects-missing', 'signature/rejects-other-secret'],
    ]);
  });

  it('puts must before should, and what failed because nobody listened last', () => {
    const finding = {
      expected: 'acknowledges',
      actual: 'gave no answer: nobody listens (ECONNREFUSED) after 1 ms',
      hint: 'x',
    };
    expect(
      order(
        failed({ id: 'a/gone', finding }),
        failed({ id: 'a/lesser', level: 'should' }),
        failed({ id: 'b/one' }),
        failed({ id: 'b/two' }),
      ).map(([id]) => id),
    ).toEqual(['b/one', 'b/two', 'a/lesser', 'a/gone']);
  });
});
