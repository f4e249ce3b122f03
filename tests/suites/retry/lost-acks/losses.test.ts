import { describe, expect, it } from 'vitest';
import { lossesOf } from '../../../../suites/retry/lost-acks/losses.ts';

const waits = (answerTimeMs: number, isThorough: boolean) =>
  lossesOf({ isThorough }, answerTimeMs).map(({ how }) => ({
    timeoutMs: how.timeoutMs,
    steps: how.fault?.pace?.(Buffer.from('head'), Buffer.from('body')) ?? [],
  }));

describe('the ways to lose an acknowledgement', () => {
  it("are spread over the receiver's processing time and its response", () => {
    const moments = waits(1000, false).map(({ steps }) =>
      steps.flatMap<unknown>((step) => {
        if (step.kind === 'send') return [];
        return [step.kind === 'wait' ? step.waitMs : step.after];
      }),
    );
    const before = [[undefined], ...[5, 20, 80, 250, 500, 750, 950].map((ms) => [ms, undefined])];
    expect(moments).toEqual([...before, ['first-byte'], ['head'], ['first-body-byte'], ['end']]);
  });

  it('appear once each when the receiver is fast', () => {
    const titles = lossesOf({ isThorough: false }, 0.4).map(({ what }) => what);
    expect(titles.length).toBe(8);
    expect(new Set(titles).size).toBe(8);
  });

  // "with a time range of 3-10 seconds".
  it.each([3, 4, 5, 6, 7, 8, 9, 10])(
    'include, when thorough, a response just inside and one just outside a timeout of %i s',
    (seconds) => {
      for (const answerTimeMs of [2, 300]) {
        const near = waits(answerTimeMs, true).filter(({ timeoutMs }) => timeoutMs === seconds * 1000);
        const answersAt = near.map(({ steps }) => {
          const [wait] = steps.filter((step) => step.kind === 'wait');
          return (wait?.waitMs ?? 0) + answerTimeMs - seconds * 1000;
        });
        const margin = Math.max(25, answerTimeMs / 2);
        expect(answersAt).toEqual([-margin, margin]);
      }
    },
  );

  it('never wait for a negative time', () => {
    for (const { steps } of waits(9900, true)) {
      for (const step of steps) if (step.kind === 'wait') expect(step.waitMs).toBeGreaterThanOrEqual(0);
    }
  });
});
