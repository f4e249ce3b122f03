import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { admissionCipher, newNonce } from '../../../load/distributed/admissions.ts';
import { MessageCipher } from '../../../load/distributed/channel/encryption.ts';
import type { Beat, RunSpec, SliceJob } from '../../../load/distributed/channel/protocol.ts';
import { CoordinatorWatch } from '../../../load/distributed/coordinator-watch.ts';
import { SliceGuard } from '../../../load/distributed/slice-guard.ts';
import { secret } from '../../support/recording-receiver.ts';
import { options } from '../driver.ts';

const cipher = new MessageCipher('the key of this run', 'run-1');
const beat = (one: Beat, by = cipher) => by.encrypt('beat', one);

let silent = 0;
let watch: CoordinatorWatch;
beforeEach(() => {
  vi.useFakeTimers();
  silent = 0;
  watch = new CoordinatorWatch(cipher, () => {
    silent += 1;
  });
});
afterEach(() => {
  watch.close();
  vi.useRealTimers();
});

describe("a worker's view of its coordinator", () => {
  it('is that it is silent after 10 s without a new heartbeat', () => {
    const text = beat({ n: 0, state: 'open', elapsedMs: null });
    for (let second = 0; second < 9; second += 1) {
      watch.receive(text);
      vi.advanceTimersByTime(1000);
    }
    expect(silent).toBe(0);
    watch.receive(beat({ n: 1, state: 'open', elapsedMs: null }));
    vi.advanceTimersByTime(9500);
    expect(silent).toBe(0);
    vi.advanceTimersByTime(2000);
    expect(silent).toBeGreaterThan(0);
  });

  it.each([
    ['with the key of another run', new MessageCipher('the key of another run', 'run-1')],
    ['in another run', new MessageCipher('the key of this run', 'run-2')],
  ])('ignores a heartbeat that was encrypted %s', (_how, other) => {
    watch.receive(beat({ n: 5, state: 'stopping', elapsedMs: 0 }, other));
    expect([watch.isStopping, watch.hasStart]).toEqual([false, false]);
  });

  it('includes the start within 2 s, whatever the clock of Redis says', () => {
    const now = performance.now();
    watch.receive(beat({ n: 0, state: 'open', elapsedMs: -1500 }));
    expect(watch.startOf(now + 1400)).toBe(now + 1400);
    expect(watch.startOf(now - 3_600_000)).toBeCloseTo(now + 1500 - 2000, 0);
    expect(watch.startOf(now + 3_600_000)).toBeCloseTo(now + 1500 + 2000, 0);
  });

  it('includes a stop of the run, which an older heartbeat does not undo', () => {
    watch.receive(beat({ n: 8, state: 'stopping', elapsedMs: 0 }));
    watch.receive(beat({ n: 7, state: 'open', elapsedMs: 0 }));
    expect(watch.isStopping).toBe(true);
  });
});

describe('a message to one worker', () => {
  it("can be read only with the worker's nonce, in this run and with the secret", () => {
    const [own, other] = [newNonce(), newNonce()];
    const text = admissionCipher(secret, 'run-1', own).encrypt('admission', 'welcome');
    expect(admissionCipher(secret, 'run-1', own).decrypt('admission', text)).toBe('welcome');
    expect(admissionCipher(secret, 'run-1', other).decrypt('admission', text)).toBeUndefined();
    expect(admissionCipher(secret, 'run-2', own).decrypt('admission', text)).toBeUndefined();
    expect(admissionCipher(secret.toUpperCase(), 'run-1', own).decrypt('admission', text)).toBeUndefined();
  });
});

describe('the messages that a worker sends from a plan', () => {
  // 40 messages: the last finish within a few seconds, and resends follow the configured gaps.
  const spec = { options } as RunSpec;
  const job = (n: number, more: Partial<SliceJob> = {}): SliceJob => ({
    n,
    startAt: 0,
    fromMs: 0,
    count: 10,
    slice: { from: 0, to: 10, lane: 0, lanes: 1 },
    ...more,
  });

  it('include each slice once', () => {
    const guard = new SliceGuard(spec);
    expect([0, 1, 0, 1].map((n) => guard.check(job(n), 0, false))).toEqual([
      'send',
      'send',
      'refuse',
      'refuse',
    ]);
    expect(guard.check(job(0), 0, true)).toBe('refuse');
  });

  it('include a slice again if it was lost during a stall and the queue resends it, at most 10 of them', () => {
    const guard = new SliceGuard(spec);
    const again: string[] = [];
    for (let n = 0; n < 12; n += 1) {
      guard.check(job(n), 0, false);
      guard.lose(n);
      expect(guard.check(job(n), 0, false)).toBe('refuse');
      again.push(guard.check(job(n), 0, true));
    }
    expect(again.filter((verdict) => verdict === 'send')).toHaveLength(10);
  });

  it('include no slice after the end of the run, and none that is not in the plan', () => {
    const guard = new SliceGuard(spec);
    const hourMs = 3_600_000;
    expect(guard.check(job(0, { fromMs: hourMs }), hourMs, false)).toBe('refuse');
    expect(guard.check(job(1, { slice: { from: 0, to: 1e6, lane: 0, lanes: 1 } }), 0, false)).toBe('refuse');
  });

  it('include no slice that is more than 30 s late', () => {
    const guard = new SliceGuard({
      options: { ...options, plan: { rate: 10, durationMs: 600_000, seed: 1 } },
    } as RunSpec);
    expect(guard.check(job(0), 29_000, false)).toBe('send');
    expect(guard.check(job(1), 31_000, false)).toBe('too-late');
  });
});
