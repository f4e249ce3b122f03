import { describe, expect, it } from 'vitest';
import type { Json } from '../../observation/json.ts';
import type { Seen } from '../../observation/observer.ts';
import { StatePoller } from '../../observation/state-poller.ts';

const settleMs = 1000;
const pollEveryMs = 25;

/** A poller of a receiver whose state at each moment (ms) is known, on a clock that only sleeping advances. */
function observing(seenAt: (nowMs: number) => Json | Seen, abort = new AbortController(), pauseMs = 0) {
  let nowMs = 5000;
  const observedAt: number[] = [];
  const clock = {
    now: () => nowMs,
    sleep: async (delayMs: number) => {
      nowMs += delayMs;
    },
  };
  const observe = async (): Promise<Seen> => {
    observedAt.push(nowMs - 5000);
    const seen = seenAt(nowMs - 5000);
    return isSeen(seen) ? seen : { kind: 'state', state: seen };
  };
  const { signal } = abort;
  const poller = new StatePoller({
    ...{ observe, settleMs, pollEveryMs, signal, clock },
    pauseMs: () => pauseMs,
  });
  const elapse = (delayMs: number) => clock.sleep(delayMs);
  return { poller, observedAt, elapse };
}

function isSeen(value: unknown): value is Seen {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

const broken: Seen = { kind: 'trouble', reason: 'the observer answered 500' };

describe('waiting for a change', () => {
  it('ends with the first state that differs', async () => {
    const { poller, observedAt } = observing((ms) => (ms < 60 ? 1 : 2));
    expect(await poller.changed('sn', 1)).toEqual({ kind: 'state', state: 2 });
    expect(observedAt).toEqual([0, 25, 50, 75]);
  });

  it('ends with the state unchanged when the settling time is over', async () => {
    const { poller, observedAt } = observing(() => 1);
    expect(await poller.changed('sn', 1)).toEqual({ kind: 'state', state: 1 });
    expect(observedAt.at(-1)).toBe(settleMs);
  });

  it('observes once even if the deadline has passed', async () => {
    const { poller, observedAt } = observing(() => 1);
    await poller.changed('sn', 1, 0);
    expect(observedAt).toEqual([0]);
  });

  it('ends at once when the observer fails', async () => {
    const { poller, observedAt } = observing((ms) => (ms < 50 ? 1 : broken));
    expect(await poller.changed('sn', 1)).toEqual(broken);
    expect(observedAt).toEqual([0, 25, 50]);
  });

  it('does not observe again after an interruption', async () => {
    const abort = new AbortController();
    const { poller, observedAt } = observing((ms) => {
      if (ms >= 50) abort.abort();
      return 1;
    }, abort);
    expect(await poller.changed('sn', 1)).toEqual({
      kind: 'trouble',
      reason: 'the run was interrupted',
    });
    expect(observedAt).toEqual([0, 25, 50]);
  });
});

describe('waiting until the state settles', () => {
  it('ends once two observations 100 ms apart show the same', async () => {
    const { poller, observedAt } = observing((ms) => Math.min(ms, 250));
    expect(await poller.settled('sn')).toEqual({ seen: { kind: 'state', state: 250 }, pauseMs: 100 });
    expect(observedAt).toEqual([0, 100, 200, 300, 400]);
  });

  it('ends with the last state when it never settles', async () => {
    const { poller, observedAt } = observing((ms) => ms);
    expect((await poller.settled('sn')).seen).toEqual({ kind: 'state', state: settleMs });
    expect(observedAt.at(-1)).toBe(settleMs);
  });

  it('starts from the given state', async () => {
    const { poller, observedAt } = observing(() => 7);
    expect(await poller.settled('sn', 7)).toEqual({ seen: { kind: 'state', state: 7 }, pauseMs: 0 });
    expect(observedAt).toEqual([100]);
  });

  it('passes over the state from before, which a replica that lags behind may still show', async () => {
    const { poller } = observing((ms) => (ms < 700 ? 'old' : 'new'));
    expect((await poller.settled('sn', 'new', 'old')).seen).toEqual({ kind: 'state', state: 'new' });
  });

  it('ends with the state from before when it comes back for good', async () => {
    const { poller, observedAt } = observing(() => 'old');
    expect((await poller.settled('sn', 'new', 'old')).seen).toEqual({ kind: 'state', state: 'old' });
    expect(observedAt.at(-1)).toBe(settleMs);
  });

  it('ends at once when the observer fails', async () => {
    const { poller } = observing((ms) => (ms < 100 ? 1 : broken));
    expect((await poller.settled('sn')).seen).toEqual(broken);
  });
});

describe('watching a state', () => {
  const isWhole = (state: Json) => state === 'full';

  it('ends once it is whole, with the longest pause between two changes', async () => {
    const { poller } = observing((ms) => (ms < 60 ? 'empty' : ms < 300 ? 'half' : 'full'));
    const endsAt = poller.endsAfter(1000);
    expect(await poller.watch('sn', 'empty', { isWhole, endsAt })).toEqual({
      seen: { kind: 'state', state: 'full' },
      pauseMs: 225,
    });
  });

  it('ends when the time is up, and finds no pause if nothing changes', async () => {
    const { poller, observedAt } = observing(() => 'empty');
    const watched = await poller.watch('sn', 'empty', { isWhole, endsAt: poller.endsAfter(100) });
    expect(watched.pauseMs).toBe(0);
    expect(observedAt).toEqual([25, 50, 75, 100]);
  });

  it.each([
    [20, [100]],
    [150, [300]],
    [480, [320, 640, 960]],
  ])('makes a state settle later after a pause of %i ms', async (pauseMs, looks) => {
    const { poller, observedAt } = observing(() => 7, undefined, pauseMs);
    await poller.settled('sn', 7);
    expect(observedAt).toEqual(looks);
  });
});

describe('a fence', () => {
  it('is shown once the state of its PBX changes after it was sent', async () => {
    const { poller, observedAt, elapse } = observing((ms) => (ms < 240 ? null : 'here'));
    const send = async () => {
      await elapse(200);
      return poller.endsAfter(300);
    };
    expect(await poller.fence('sn', send)).toEqual({ kind: 'shown' });
    expect(observedAt).toEqual([0, 200, 225, 250]);
  });

  it('is not shown when nothing changes in time', async () => {
    const { poller, observedAt, elapse } = observing((ms) => (ms < 510 ? null : 'here'));
    const send = async () => {
      await elapse(200);
      return poller.endsAfter(300);
    };
    expect(await poller.fence('sn', send)).toEqual({ kind: 'not-shown' });
    expect(observedAt.at(-1)).toBe(500);
  });

  it('is not looked for when its message was not acknowledged', async () => {
    const { poller, observedAt } = observing(() => null);
    expect(await poller.fence('sn', async () => undefined)).toEqual({ kind: 'not-acknowledged' });
    expect(observedAt).toEqual([0]);
  });

  it('is not sent when the observer fails', async () => {
    let isSent = false;
    const { poller } = observing(() => broken);
    const send = async () => {
      isSent = true;
      return poller.endsAfter(300);
    };
    expect(await poller.fence('sn', send)).toEqual(broken);
    expect(isSent).toBe(false);
  });
});
