import { describe, expect, it } from 'vitest';
import type { DownstreamCall } from '../../../observation/downstream/calls.ts';
import type { Downstream, DownstreamBehavior } from '../../../observation/downstream/downstream.ts';
import { controlDownstream } from '../../../runner/downstream/control-downstream.ts';

const call = (path: string): DownstreamCall => ({ method: 'POST', path, body: '', status: 200 });

/** A service whose calls a test adds by hand, and a rule's control of it. The run's serial numbers contain "36". */
function controlled({ settleMs = 20, isFull = false, signal = new AbortController().signal } = {}) {
  const calls: DownstreamCall[] = [];
  const behaviors: DownstreamBehavior[] = [];
  const [seen, notes]: [unknown[], string[]] = [[], []];
  const downstream: Downstream = {
    url: 'http://127.0.0.1:9000',
    get size() {
      return calls.length;
    },
    isFull,
    calls: (sn) => calls.filter(({ path }) => path.includes(sn)),
    between: (from, to) => calls.slice(from, to),
    behave: (behavior) => behaviors.push(behavior),
    close: () => Promise.resolve(),
  };
  const recorder = {
    observation: (sn: string, { state }: { state: unknown }) => seen.push([sn, state]),
    noteAt: (note: string) => notes.push(note),
  };
  const run = { downstream, settleMs, seen: {} as never };
  const control = controlDownstream(run, recorder as never, '36', signal);
  return { calls, behaviors, seen, notes, control };
}

/** Why a rule is inconclusive. */
function reasonOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return (error as { reason: unknown }).reason;
  }
}

describe('a rule that simulates the downstream service', () => {
  it('is inconclusive without a service, or when calls were dropped', () => {
    const { signal } = new AbortController();
    const run = { downstream: undefined, settleMs: 1, seen: {} as never };
    const none = controlDownstream(run, {} as never, '36', signal);
    expect(reasonOf(() => none.hasAnyCall)).toEqual({ reasonCode: 'need-missing', need: 'downstream' });
    const { control } = controlled({ isFull: true });
    expect(reasonOf(() => control.calls('36A'))).toEqual({ reasonCode: 'too-many-downstream-calls' });
  });

  it('makes the service respond again at its end, if it changed that', () => {
    const idle = controlled();
    idle.control.end();
    expect(idle.behaviors).toEqual([]);
    const { control, behaviors, notes } = controlled();
    for (const behavior of ['hangs', 'fails', 'refuses', 'answers', { delayMs: 7 }] as const)
      control.behave(behavior);
    control.end();
    expect(behaviors).toEqual(['hangs', 'fails', 'refuses', 'answers', { delayMs: 7 }, 'answers']);
    expect(notes).toEqual([
      'the downstream service began to hang',
      'the downstream service began to fail',
      'the downstream service began to refuse connections',
      'the downstream service began to respond',
      'the downstream service began to wait 7 ms before it responds,',
    ]);
  });

  it('sees the calls that name a PBX, and records their effects', () => {
    const { control, calls, seen } = controlled();
    expect([control.hasAnyCall, control.isNameless, control.hasCalls('36A')]).toEqual([false, false, false]);
    calls.push(call('/36A'), call('/token'));
    expect([control.hasAnyCall, control.isNameless]).toEqual([true, false]);
    expect([control.hasCalls('36A'), control.hasCalls('36B')]).toEqual([true, false]);
    expect(seen).toEqual([]);
    expect(control.calls('36A')).toEqual([call('/36A')]);
    expect(seen).toEqual([['36A', [{ method: 'POST', path: '/36A', body: '' }]]]);
  });

  it('counts calls by their time if none names a PBX', () => {
    const { control, calls } = controlled();
    control.countAs('36A');
    calls.push(call('/token'), call('/notices'));
    control.countAs(undefined);
    calls.push(call('/late'));
    control.countAs('36B');
    calls.push(call('/other'));
    control.countAs('36A');
    calls.push(call('/notices?n=2'));
    expect(control.isNameless).toBe(true);
    expect(control.calls('36A')).toEqual([call('/token'), call('/notices'), call('/notices?n=2')]);
    expect(control.calls('36B')).toEqual([call('/other')]);
    control.countOnly(new Set(['POST /notices']));
    expect(control.calls('36A')).toEqual([call('/notices'), call('/notices?n=2')]);
  });
});

describe('waiting for calls', () => {
  const soon = (run: () => void) => setTimeout(run, 40);

  it('ends as soon as there are more calls than before', async () => {
    const { control, calls } = controlled({ settleMs: 60_000 });
    calls.push(call('/36A'));
    soon(() => calls.push(call('/36A?2')));
    expect(await control.awaitCalls('36A', 1)).toHaveLength(2);
  });

  it('ends as soon as a call about any of the given PBXs arrives', async () => {
    const { control, calls } = controlled({ settleMs: 60_000 });
    soon(() => calls.push(call('/36B')));
    await control.awaitAnyCall(['36A', '36B']);
    expect(control.hasCalls('36B')).toBe(true);
  });

  it('ends when no call arrives', async () => {
    const { control, calls, seen } = controlled();
    calls.push(call('/36A'));
    expect(await control.awaitCalls('36A', 1)).toEqual([call('/36A')]);
    expect(seen).toHaveLength(1);
    await control.awaitAnyCall(['36B']);
  });

  it('ends with the run, and then reports nothing', async () => {
    const interrupted = new AbortController();
    const { control } = controlled({ settleMs: 60_000, signal: interrupted.signal });
    soon(() => interrupted.abort());
    const reason = { reason: { reasonCode: 'interrupted' } };
    await expect(control.awaitCalls('36A', 0)).rejects.toMatchObject(reason);
    await expect(control.awaitAnyCall(['36A'])).rejects.toMatchObject(reason);
  });

  it('to stop takes as long as calls arrive', async () => {
    const { control, calls } = controlled({ settleMs: 100 });
    let left = 5;
    const timer = setInterval(() => {
      calls.push(call('/x'));
      left -= 1;
      if (left === 0) clearInterval(timer);
    }, 5);
    await control.quiet();
    expect(calls).toHaveLength(5);
  });

  it('to stop ends with the run, even if calls keep arriving', async () => {
    const interrupted = new AbortController();
    const { control, calls } = controlled({ settleMs: 60, signal: interrupted.signal });
    const timer = setInterval(() => calls.push(call('/x')), 1);
    soon(() => interrupted.abort());
    await control.quiet();
    clearInterval(timer);
    expect(interrupted.signal.aborted).toBe(true);
  });
});
