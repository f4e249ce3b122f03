import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { LateMeasurement } from '../../../runner/context/expect.ts';
import type { RunState } from '../../../runner/context/run-state.ts';
import { Recorder } from '../../../runner/evidence/recorder.ts';
import { controlConnections, deliveryFor } from '../../../runner/sending/sending.ts';
import type { Outcome } from '../../../simulator/index.ts';
import { createRedactor } from '../../../text/secrets/redact.ts';
import { listenLocally } from '../../support/listen-locally.ts';
import { guardAnswering, rateExceeded } from '../run-parts.ts';
import { answer, sentWith } from '../sent.ts';
import { type RunParts, stateOfRun } from '../state-of-run.ts';

const timeout: Outcome = { kind: 'timeout', phase: 'head' };
const failedWith = (code: string): Outcome => ({
  kind: 'connection-failed',
  phase: 'connect',
  code,
  message: code,
});

/** How a rule sends in a run like this. */
function sendingIn(parts: RunParts, signal = new AbortController().signal) {
  const run = stateOfRun(parts);
  const rule = { id: 'example/one', requirements: [], sentBy: 'ycm' } as const;
  return { run, deliver: deliveryFor(rule, run, new Recorder(createRedactor([])), signal) };
}

describe('a message to a receiver that limits its rate for longer than the check can wait', () => {
  const deliver = (status: number, ofBurst: number, rate?: RunState['guards']['rate']) =>
    sendingIn({ crashes: guardAnswering(() => sentWith(answer(status))), ...(rate && { rate }) }).deliver(
      {},
      { ofBurst },
    );

  it.each([
    ['no burst explains that', 0, rateExceeded()],
    ['the receiver accepted more messages than the burst has', 9, rateExceeded(10)],
  ])('makes the rule inconclusive if %s', async (_when, ofBurst, rate) => {
    await expect(deliver(429, ofBurst, rate)).rejects.toMatchObject({
      reason: { reasonCode: 'rate-limited', detail: expect.stringMatching(/asks clients to wait 60/) },
    });
  });

  it.each([
    ['the receiver accepted only the burst', 429, 10, rateExceeded(10)],
    ['the message was accepted', 200, 0, rateExceeded()],
    ['the check can still wait', 429, 0, undefined],
  ])('has its response checked if %s', async (_when, status, ofBurst, rate) => {
    expect((await deliver(status, ofBurst, rate)).outcome).toMatchObject({ status });
  });
});

describe('a message to a receiver that crashed for good', () => {
  const deliver = (code: string, isOver: boolean, gone: string | undefined) => {
    const crashes = guardAnswering(() => sentWith(failedWith(code)), { isOver });
    return sendingIn({ crashes, seen: { ...stateOfRun().seen, gone } }).deliver({});
  };

  it('makes the rule inconclusive, and says why nobody listens', async () => {
    await expect(deliver('ECONNREFUSED', true, 'it did not come back up')).rejects.toMatchObject({
      reason: { reasonCode: 'receiver-gone', detail: 'it did not come back up' },
    });
  });

  it.each([
    ['something listens', 'ECONNRESET', true, 'it did not come back up'],
    ['the receiver is gone for another reason', 'ECONNREFUSED', false, 'a rule killed it'],
    ['it is listening again', 'ECONNREFUSED', true, undefined],
  ])('counts as failed if %s', async (_when, code, isOver, gone) => {
    expect((await deliver(code, isOver, gone)).outcome).toMatchObject({ kind: 'connection-failed', code });
  });
});

describe('an attempt during which Hookswitch itself was delayed', () => {
  const deliver = (outcome: Outcome, run: RunParts = {}, timeoutMs?: number, lateMs?: number) =>
    sendingIn({
      crashes: guardAnswering(() => sentWith(outcome, {}, { measuredLateMs: lateMs })),
      ...run,
    }).deliver({}, timeoutMs === undefined ? {} : { timeoutMs });

  it('is not blamed on the receiver if it timed out', async () => {
    const late = deliver(timeout, {}, undefined, 700);
    await expect(late).rejects.toBeInstanceOf(LateMeasurement);
    await expect(late).rejects.toMatchObject({ reason: { reasonCode: 'measured-late', lateMs: 700 } });
  });

  it('is blamed on a receiver in the same process, which caused the delay', async () => {
    const sent = await deliver(timeout, { sharesProcess: true }, undefined, 700);
    expect(sent.outcome).toEqual(timeout);
    expect(sent).not.toHaveProperty('measuredLateMs');
  });

  it('is left to a rule that gives up before the timeout', async () => {
    expect(await deliver(timeout, {}, 50, 700)).toMatchObject({ outcome: timeout, measuredLateMs: 700 });
  });

  it('counts if it got a response, and says how late that may be', async () => {
    expect(await deliver(answer(200), {}, undefined, 700)).toMatchObject({
      isAcknowledged: true,
      measuredLateMs: 700,
    });
  });

  it("is the receiver's timeout if the delay was short", async () => {
    expect((await deliver(timeout)).outcome).toEqual(timeout);
  });
});

describe('the output of a receiver that fails', () => {
  /** What is kept of this output, of which each part comes this long after the response (ms). */
  async function keptOf(output: readonly (readonly [atMs: number, text: string])[], outcome = answer(500)) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const start = performance.now();
    const printed = () =>
      output
        .filter(([atMs]) => atMs <= performance.now() - start)
        .map(([, text]) => text)
        .join('');
    const process = { kill: async () => {}, start: async () => {}, printed };
    const crashes = guardAnswering(() => sentWith(outcome));
    const { run, deliver } = sendingIn({ crashes, process });
    const sending = deliver({});
    await vi.advanceTimersByTimeAsync(1000);
    await sending;
    return run.traffic.attempts.get('example/one', 1)?.printed;
  }

  it('is kept if it comes within 100 ms', async () => {
    expect(await keptOf([[100, 'no database']])).toBe('no database');
    expect(await keptOf([[101, 'no database']])).toBe('');
  });

  it('is kept without waiting for more', async () => {
    const kept = await keptOf([
      [0, 'started\n'],
      [15, 'no database\n'],
      [55, 'retrying'],
    ]);
    expect(kept).toBe('started\nno database\n');
  });

  it('is kept up to 2000 characters, the last ones', async () => {
    expect(await keptOf([[10, `${'x'.repeat(3000)} no database`]])).toBe(`${'x'.repeat(1988)} no database`);
  });

  it.each([
    ['it rejects a message', answer(400)],
    ['it does not respond', timeout],
  ])('is not kept if %s', async (_when, outcome) => {
    expect(await keptOf([[10, 'got a message']], outcome)).toBeUndefined();
  });

  it('is not needed if the check did not start the receiver', async () => {
    const { deliver } = sendingIn({ crashes: guardAnswering(() => sentWith(answer(500))) });
    expect((await deliver({})).outcome).toMatchObject({ status: 500 });
  });
});

describe('what a rule sends', () => {
  it('says nothing about the receiver if the run is interrupted meanwhile', async () => {
    const interrupt = new AbortController();
    const crashes = guardAnswering(() => {
      interrupt.abort();
      return sentWith(answer(200));
    });
    await expect(sendingIn({ crashes }, interrupt.signal).deliver({})).rejects.toMatchObject({
      reason: { reasonCode: 'interrupted' },
    });
  });

  it('leaves no connection open when the rule ends', async () => {
    const server = createServer();
    const url = new URL(await listenLocally(server));
    onTestFinished(() => void server.close());
    const connections = controlConnections(stateOfRun());
    const kept = connections.kept();
    const connection = kept.take(url);
    await once(connection.socket, 'connect');
    kept.give(connection);
    connections.close();
    expect(connection.socket.destroyed).toBe(true);
  });
});
