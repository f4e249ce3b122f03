import { describe, expect, it } from 'vitest';
import { CannotTell } from '../../../runner/context/expect.ts';
import { Recorder } from '../../../runner/evidence/recorder.ts';
import { fenceShows, sendBeside } from '../../../runner/watching/fence.ts';
import { observationFor } from '../../../runner/watching/rule-observation.ts';
import { unixSeconds } from '../../../simulator/index.ts';
import { keepsPbxsApart } from '../../../suites/message/keeps-pbxs-apart.ts';
import { createRedactor } from '../../../text/secrets/redact.ts';
import { application } from '../own-rules.ts';
import { withRun } from './run-with.ts';
import { type Simulated, simulatedRun } from './simulated-run.ts';

/** What a fence found in an application: the times of its messages relative to the first (seconds), and what the run knows afterwards. */
async function fenced(
  withinMs: number,
  applies: (nth: number) => boolean = () => true,
  fences = 1,
  statusOf?: (n: number) => number,
) {
  const times: number[] = [];
  const app = application({
    ...(statusOf && { statusOf }),
    apply: (before, { updateTime }) => {
      times.push(Number(updateTime));
      return applies(times.length) ? 'applied' : before;
    },
  });
  return withRun({ receiver: app.receiver, observe: app.observe, settleMs: 100 }, async (run, signal) => {
    const shown: boolean[] = [];
    for (let n = 0; n < fences; n += 1) shown.push(await fenceShows(run, withinMs, signal));
    const { behindMs, newestTime } = run.seen;
    const [first = 0] = times;
    const until = newestTime === undefined ? undefined : newestTime - first;
    return { shown, times: times.map((time) => time - first), behindMs, until };
  });
}

describe('a fence', () => {
  it('shows with its first message', async ({ expect }) => {
    const { shown, times, behindMs, until } = await fenced(5000);
    expect([shown, times, until]).toEqual([[true], [0], undefined]);
    expect(behindMs).toBeGreaterThanOrEqual(0);
    expect(behindMs).toBeLessThan(60_000);
  });

  it('is tried once if it may not take longer than an effect', async ({ expect }) => {
    for (const withinMs of [50, 100])
      expect(await fenced(withinMs, () => false)).toEqual({
        shown: [false],
        times: [0],
        behindMs: undefined,
        until: undefined,
      });
  });

  it('sends a second message with another updateTime if the first one shows nothing', async ({ expect }) => {
    const { shown, times, until } = await fenced(2000, (nth) => nth > 1);
    expect(shown).toEqual([true]);
    // A second may pass between the two.
    expect([1, 2]).toContain(times[1]);
    expect(until).toBe(times[1]);
  });

  it('never uses the same updateTime for two second messages', async ({ expect }) => {
    const { shown, times } = await fenced(2000, (nth) => nth % 2 === 0, 3);
    expect(shown).toEqual([true, true, true]);
    const seconds = times.filter((_, n) => n % 2 === 1);
    expect(new Set(seconds).size).toBe(3);
    expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
  });

  it('that never shows tells how late the receiver is', async ({ expect }) => {
    const { shown, times, behindMs } = await fenced(300, () => false);
    expect([shown, times.length]).toEqual([[false], 2]);
    expect(behindMs).toBeGreaterThanOrEqual(300);
    expect(behindMs).toBeLessThan(60_000);
  });

  it('remembers the longest delay', async ({ expect }) => {
    const { behindMs } = await fenced(300, (nth) => nth > 2, 2);
    expect(behindMs).toBeGreaterThanOrEqual(300);
  });

  it('knows nothing if its message is not acknowledged', async ({ expect }) => {
    const refused = fenced(5000, undefined, 1, () => 503);
    await expect(refused).rejects.toMatchObject({
      reason: {
        reasonCode: 'not-acknowledged',
        what: 'a genuine message about another PBX, to detect when the receiver has caught up',
        response: expect.stringMatching(/^503 /),
      },
    });
  });
});

describe('a message that belongs to no rule', () => {
  const beside = (prepare: (run: Parameters<typeof sendBeside>[0]) => void, status = 200) => {
    const app = application({ statusOf: () => status });
    return withRun({ receiver: app.receiver, observe: app.observe }, async (run, signal) => {
      prepare(run);
      await sendBeside(run, { event: 'test' }, 'a message', signal);
      return app.requests.length;
    });
  };

  it('is sent once', async ({ expect }) => {
    expect(await beside(() => {})).toBe(1);
  });

  it('names the rate limit if the receiver rejects it because of that', async ({ expect }) => {
    const limited = beside(
      (run) => Object.defineProperty(run.guards.rate, 'isExceeded', { value: true }),
      429,
    );
    await expect(limited).rejects.toMatchObject({ reason: { reasonCode: 'rate-limited' } });
  });

  it('is not sent if messages like it crash the receiver', async ({ expect }) => {
    const skipped = beside((run) => {
      run.guards.crashes.messages.skippedFor = () => 'the test message';
    });
    await expect(skipped).rejects.toMatchObject({
      reason: { reasonCode: 'crashes', what: 'the test message' },
    });
  });
});

describe('the time for a fence', () => {
  const { signal } = new AbortController();

  /** When the messages were sent and the last look was taken (ms after the first message), and how late the receiver seems to be. */
  async function timesOf(withinMs: number, behavior: Partial<Simulated>) {
    const show: Simulated['show'] = (own) => own.length;
    const { run, sent, looks } = simulatedRun({ settleMs: 1000, show, ...behavior });
    const isShown = await fenceShows(run, withinMs, signal).catch((error: unknown) => error);
    const [first = { at: 0 }, ...others] = sent;
    const lastLook = Math.max(...looks.map(({ at }) => at)) - first.at;
    return { isShown, others: others.map(({ at }) => at - first.at), lastLook, behindMs: run.seen.behindMs };
  }

  it('is that for an effect, then the whole time for the second message', async () => {
    const { isShown, others, lastLook } = await timesOf(5000, { applies: () => false });
    expect([isShown, others, lastLook]).toEqual([false, [1000], 6000]);
  });

  it('is shorter than that for an effect if so given', async () => {
    const { isShown, others, lastLook } = await timesOf(100, { applies: () => false });
    expect([isShown, others, lastLook]).toEqual([false, [], 100]);
  });

  it.each<[string, number, Partial<Simulated>]>([
    ['the observer fails', 1000, { show: (own) => (own.length > 0 ? undefined : 0) }],
    ['the second message is rejected', 5000, { applies: () => false, rejects: (_kind, nth) => nth === 2 }],
  ])('says nothing about the delay of the receiver if %s', async (_when, withinMs, behavior) => {
    const { isShown, behindMs } = await timesOf(withinMs, behavior);
    expect(isShown).toBeInstanceOf(CannotTell);
    expect(behindMs).toBeUndefined();
  });
});

describe('a receiver whose acknowledged reports have no effect', () => {
  const stoppedIf = (apply: (before: unknown, time: number) => unknown) => {
    const app = application({ apply: (before, { updateTime }) => apply(before, Number(updateTime)) });
    return withRun({ receiver: app.receiver, observe: app.observe, settleMs: 100 }, (run, signal) => {
      const now = performance.now();
      run.seen.backlog = { from: 0, at: now - 20_000 };
      for (let n = 0; n < 20; n += 1) run.seen.reported.set(`36TESTTEST00${10 + n}ZK`, now - 50_000);
      run.seen.newestTime = unixSeconds() + 30;
      return observationFor(keepsPbxsApart, run, new Recorder(createRedactor([])), signal).stoppedApplying();
    });
  };

  it('has stopped if a newer one has none either', async ({ expect }) => {
    expect(await stoppedIf((before) => before)).toMatchObject({ waiting: 19 });
  });

  it('has not stopped if one that is newer than all others has', async ({ expect }) => {
    const newest = unixSeconds() + 30;
    expect(await stoppedIf((before, time) => (time > newest ? 'applied' : before))).toBeUndefined();
  });
});
