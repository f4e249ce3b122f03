import { expect, it, vi } from 'vitest';
import { stoppedWorker } from '../../../diagnosis/causes/stopped-worker.ts';
import type { Facts } from '../../../diagnosis/facts.ts';
import type { RunState } from '../../../runner/context/run-state.ts';
import { findStoppedWorker } from '../../../runner/watching/stopped-worker.ts';
import type { RunParts } from '../state-of-run.ts';
import { type Applied, simulatedRun } from './simulated-run.ts';

const { signal } = new AbortController();
const snOf = (n: number) => `36TESTTEST00${10 + n}ZK`;
const reportOf = (n: number) => [{ event: 'did_change', sn: snOf(n), updateTime: 1773110920 }];
const poison = { odd: true };

/** A worker that stops at some messages. Messages 0 to 2 had an effect, the poison came next, and 3 had none. */
async function found(stopsAt: (message: unknown) => boolean, parts: RunParts = {}, startsAgain = true) {
  let isStopped = true;
  const start = async () => {
    isStopped = !startsAgain;
  };
  const restart = { kill: async () => {}, start };
  const applies = (message: unknown) => {
    isStopped ||= stopsAt(message);
    return !isStopped && Array.isArray(message);
  };
  const untouched = { sn: 'other', state: 0 };
  const learned = { untouched } as unknown as RunState['observation']['learned'];
  const { run, applied } = simulatedRun(
    { show: (own) => own.length, applies },
    { process: restart, learned, ...parts },
  );
  run.seen.showsEffects = true;
  for (const [n, message] of [reportOf(0), reportOf(1), reportOf(2), poison, reportOf(3)].entries()) {
    vi.advanceTimersByTime(100);
    const at = performance.now();
    run.seen.log.note({ what: message === poison ? 'odd JSON' : 'a report', message, at }, 100);
    if (message === poison) continue;
    const [report] = message as unknown as [Applied];
    run.seen.reported.set(report.sn, at);
    if (n < 3) applied.push({ ...report, at });
  }
  run.seen.backlog = { from: 3, at: performance.now() };
  return findStoppedWorker(run, signal);
}

it('finds the message that stops a worker again when it is sent alone', async () => {
  const stopped = await found((message) => message === poison);
  expect(stopped).toMatchObject({
    last: `a report, about PBX ${snOf(2)}`,
    first: `a report, about PBX ${snOf(3)}`,
    by: { what: 'odd JSON', message: poison },
    waiting: 1,
    tried: 3,
  });
  const cause = stoppedWorker({
    probes: { stoppedWorker: stopped },
    printed: '',
    rules: [],
    results: [],
  } as unknown as Facts);
  expect(cause?.title).toBe(
    'Your receiver stops applying messages after odd JSON, and still acknowledges them.',
  );
  expect(cause?.evidence).toEqual([
    `the last message with an effect: a report, about PBX ${snOf(2)}`,
    `the first message without one: a report, about PBX ${snOf(3)}`,
    'restarted it, and sent 3 messages of that moment again, one by one. The receiver stopped again after this message: {"odd":true}',
  ]);
});

it('blames no message if none stops the worker again', async () => {
  expect(await found(() => false)).toBeUndefined();
});

it('blames no message if nothing is applied after a restart either', async () => {
  expect(await found(() => false, {}, false)).toBeUndefined();
});

it('blames no message if the receiver can not be restarted', async () => {
  expect(await found((message) => message === poison, { process: undefined })).toBeUndefined();
});
