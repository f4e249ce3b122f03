import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DownstreamCall } from '../../../observation/downstream/calls.ts';
import type { RuleContext } from '../../../runner/context/rule-context.ts';
import { awaitEffects } from '../../../runner/downstream/assume-calls.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const lookMs = 1000;
const own = '36OWN';

interface Service {
  /** When calls about this PBX come (ms). */
  readonly callsAt?: readonly number[];
  /** When calls about other PBXs come (ms). */
  readonly othersAt?: readonly number[];
  readonly settleMs?: number;
}

/** How many effects were seen, after how long (ms). Each wait for a call takes a second. */
async function waitedFor(wanted: number, { callsAt = [], othersAt = [], settleMs = 2000 }: Service) {
  const start = performance.now();
  const now = () => performance.now() - start;
  const arrived = (times: readonly number[]) => times.filter((time) => time <= now());
  const call = (_time: number, n: number): DownstreamCall => ({
    method: 'POST',
    path: `/pbx/${own}?n=${n}`,
    body: '',
    status: 200,
  });
  let waits = 0;
  const ctx = {
    run: { settleMs },
    downstream: {
      get namedCalls() {
        return arrived(callsAt).length + arrived(othersAt).length;
      },
      calls: () => arrived(callsAt).map(call),
      awaitCalls: async () => {
        waits += 1;
        vi.advanceTimersByTime(lookMs);
      },
    },
  };
  const seen = await awaitEffects(ctx as unknown as RuleContext, own, wanted);
  return { seen, afterMs: now(), waits };
}

const every20Seconds = (from: number, to: number) =>
  Array.from({ length: 1 + (to - from) / 20_000 }, (_, n) => from + n * 20_000);

describe('waiting for calls to the service', () => {
  it('ends at once if there are enough', async () => {
    expect(await waitedFor(0, {})).toEqual({ seen: 0, afterMs: 0, waits: 0 });
    expect(await waitedFor(2, { callsAt: [0, 0, 0] })).toEqual({ seen: 3, afterMs: 0, waits: 0 });
  });

  it('ends with the last one that is needed', async () => {
    expect(await waitedFor(2, { callsAt: [0, 5000, 9000] })).toMatchObject({ seen: 2, afterMs: 5000 });
  });

  it('ends after half a minute without a call', async () => {
    expect(await waitedFor(1, {})).toMatchObject({ seen: 0, afterMs: 31_000 });
    expect(await waitedFor(3, { callsAt: [0, 25_000] })).toMatchObject({ seen: 2, afterMs: 56_000 });
  });

  it('waits longer if effects may take longer', async () => {
    expect(await waitedFor(1, { settleMs: 45_000 })).toMatchObject({ seen: 0, afterMs: 46_000 });
  });

  it('continues while calls about other PBXs come, since the receiver has a queue', async () => {
    const othersAt = every20Seconds(20_000, 80_000);
    expect(await waitedFor(1, { othersAt, callsAt: [95_000] })).toMatchObject({ seen: 1, afterMs: 95_000 });
    expect(await waitedFor(1, { othersAt })).toMatchObject({ seen: 0, afterMs: 111_000 });
  });

  it('ends after two minutes, even if the receiver never stops calling', async () => {
    const othersAt = every20Seconds(20_000, 400_000);
    expect(await waitedFor(1, { othersAt })).toMatchObject({ seen: 0, afterMs: 121_000 });
  });
});
