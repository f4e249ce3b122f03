import { expect, it } from 'vitest';
import { attemptWords } from '../../../console/page/pages/deliveries/delivery-words.ts';

it('does not blame the receiver for an attempt that was measured late', () => {
  const row = { n: 1, startedAt: '2026-01-01T00:00:00.000Z', elapsedMs: 5000, outcome: 'timeout' } as const;
  expect(attemptWords({ ...row, detail: 'no response', measuredLateMs: 1234 })).toMatch(
    /, measured late: Hookswitch itself was delayed by 1\.23 s$/,
  );
  expect(attemptWords({ ...row, detail: 'no response' })).not.toContain('measured late');
});
