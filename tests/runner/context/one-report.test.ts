import { expect, it } from 'vitest';
import type { Json } from '../../../observation/json.ts';
import { unlikeOthers } from '../../../runner/context/one-report.ts';

const limits = [
  { name: 'extensions', value: '20' },
  { name: 'recordingCapacity', value: '9' },
];

/** How this state differs from those of two other PBXs. */
const unlike = (state: Json, before: Json, after: Json) => {
  const [result, one, other] = [state, before, after].map((shown) => ({
    report: { what: 'a capacity change', sn: '36A', names: [], message: [] },
    state: shown,
  }));
  return result && one && other && unlikeOthers(result, one, other);
};

it('accepts lists in another order', () => {
  expect(unlike(limits.toReversed(), limits, limits)).toBeUndefined();
  expect(unlike(limits, limits.toReversed(), limits)).toBeUndefined();
});

it('accepts rows in the same order whose ids differ', () => {
  const rows = (first: number) => limits.map((limit, n) => ({ id: first + n, ...limit }));
  expect(unlike(rows(9), rows(1), rows(20))).toBeUndefined();
});

it('says how the content differs', () => {
  const wrong = limits.map((limit) => ({ ...limit, value: '7' }));
  expect(unlike(wrong, limits, limits)).toContain('`[0].value` is "7" instead of "20"');
});

it('shows the names of the PBX, not what stands in for them', () => {
  const of = (sn: string, shown: string) => ({
    report: { what: 'a DID change', sn, names: [sn], message: [] },
    state: { owner: shown, of: sn },
  });
  const text = unlikeOthers(of('36A', '36A'), of('36B', 'nobody'), of('36C', 'nobody'));
  expect(text).toBe('`owner` is "36A" instead of "nobody"');
});
