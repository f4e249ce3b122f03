import { EventEmitter } from 'node:events';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CannotTell, RuleFailure } from '../../../runner/context/expect.ts';
import type { ReceiverLifecycle } from '../../../runner/context/receiver-lifecycle.ts';
import type { Connector } from '../../../simulator/index.ts';
import { endOf, lifecycleWith } from './lifecycle-with.ts';

/** Every attempt to connect ends like this at once. */
function connecting(event: 'connect' | 'error'): Connector {
  const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  const take = () => {
    const socket = Object.assign(new EventEmitter(), { destroy: () => {} });
    queueMicrotask(() => socket.emit(event, refused));
    return { socket };
  };
  return { take } as unknown as Connector;
}

/** Begins this and lets time pass. Returns how it ended, if it did. */
async function started(connector: Connector, act: (lifecycle: ReceiverLifecycle) => Promise<void>) {
  const { lifecycle } = await lifecycleWith({}, { connector });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  let end: unknown;
  void endOf(act(lifecycle)).then((ended) => {
    end = ended;
  });
  return async (moreMs: number) => {
    await vi.advanceTimersByTimeAsync(moreMs);
    return end;
  };
}

describe('a receiver that is killed and started again', () => {
  it('fails the rule if it does not listen within 5 s after two starts', async () => {
    const endAfter = await started(connecting('error'), ({ restart }) => restart());
    expect(await endAfter(10_000)).toBeUndefined();
    const end = await endAfter(1000);
    expect(end).toBeInstanceOf(RuleFailure);
    expect(end).toHaveProperty(
      'actual',
      expect.stringMatching(/^nothing listens at 127\.0\.0\.1:\d+: .*refused/),
    );
  });

  it('is not blamed if it keeps listening for 10 s after its kill', async () => {
    const endAfter = await started(connecting('connect'), ({ kill }) => kill());
    expect(await endAfter(10_000)).toBeUndefined();
    const end = await endAfter(1000);
    expect(end).toBeInstanceOf(CannotTell);
    expect(end).toHaveProperty(
      'message',
      expect.stringMatching(/could not be killed: something still listens at .*$/),
    );
  });
});
