import { describe, expect, it } from 'vitest';
import { trouble } from '../../../observation/observer.ts';
import type { ConnectionLimit } from '../../../receiver/probe-limit.ts';
import { ConnectionGuard } from '../../../runner/sending/connection-guard.ts';
import { guardedObserver } from '../../../runner/sending/guarded-observer.ts';
import { simulated } from '../../support/simulated.ts';
import { sleep } from '../own-rules.ts';

const limit = { opened: 40, kept: 10 } as unknown as ConnectionLimit;
const isDropped = (result: string) => result === 'dropped';

/** A guard, and what it did. */
function guarding(found: ConnectionLimit | undefined) {
  const seen = { probes: [] as number[], limits: [] as ConnectionLimit[], sent: 0 };
  const guard = new ConnectionGuard(
    async (opened) => {
      seen.probes.push(opened);
      return found;
    },
    (one) => seen.limits.push(one),
  );
  /** Fails at first, as often as this. */
  const send = (drops: number) => {
    let left = drops;
    const one = async () => {
      seen.sent += 1;
      await sleep(2);
      left -= 1;
      return left >= 0 ? 'dropped' : 'served';
    };
    return guard.send(one, isDropped);
  };
  return { guard, seen, send };
}

describe('messages that are dropped while others are open', () => {
  it('are sent again if the receiver has a limit', async () => {
    const { seen, send } = guarding(limit);
    expect(await Promise.all([send(1), send(2), send(0)])).toEqual(['served', 'served', 'served']);
    expect(seen).toMatchObject({ probes: [14], limits: [limit], sent: 6 });
  });

  it('are not looked at before the others have ended', async () => {
    let hasEnded = false;
    const ended: boolean[] = [];
    const guard = new ConnectionGuard(async () => void ended.push(hasEnded));
    const slow = async () => {
      await sleep(30);
      hasEnded = true;
      return 'served';
    };
    await simulated(() =>
      Promise.all([guard.send(slow, isDropped), guard.send(async () => 'dropped', isDropped)]),
    );
    expect(ended).toEqual([true]);
  });

  it('are sent again only some times', async () => {
    const { send } = guarding(limit);
    expect(await Promise.all([send(100), send(0)])).toEqual(['dropped', 'served']);
  });

  it('stay dropped if the receiver has no limit, which is looked for at most twice', async () => {
    const { seen, send } = guarding(undefined);
    for (let round = 0; round < 4; round += 1)
      expect(await Promise.all([send(1), send(0)])).toEqual(['dropped', 'served']);
    expect(seen).toMatchObject({ limits: [], sent: 8 });
    expect(seen.probes).toHaveLength(2);
  });

  it('wait while a limit is looked for', async () => {
    const { guard, seen, send } = guarding(limit);
    const finding = guard.findLimit();
    const sending = send(0);
    expect(seen.sent).toBe(0);
    await Promise.all([finding, sending]);
    expect(seen.sent).toBe(1);
  });
});

describe('a message that is dropped alone', () => {
  it('is not sent again: nothing else was open', async () => {
    const { seen, send } = guarding(limit);
    expect(await send(1)).toBe('dropped');
    expect(seen.probes).toEqual([]);
  });
});

describe('looks at the state', () => {
  it('are repeated too', async () => {
    const { guard, send } = guarding(limit);
    let looks = 0;
    const observer = guardedObserver(
      {
        option: 'observeUrl',
        isPerPbx: true,
        showsState: true,
        observe: async () => {
          looks += 1;
          await sleep(1);
          return looks === 1 ? { ...trouble('gone'), isDropped: true } : { kind: 'state', state: 7 };
        },
      },
      guard,
    );
    const [seen] = await Promise.all([observer?.observe('sn', new AbortController().signal), send(0)]);
    expect(seen).toEqual({ kind: 'state', state: 7 });
  });
});
