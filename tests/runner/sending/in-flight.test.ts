import { describe, expect, it } from 'vitest';
import { CannotTell } from '../../../runner/context/expect.ts';
import { createInFlight } from '../../../runner/sending/in-flight.ts';
import { sleep } from '../own-rules.ts';

const { signal: never } = new AbortController();

describe('the requests of a run', () => {
  it('are in flight at once up to the limit, except unlimited ones', async () => {
    const inFlight = createInFlight({ atOnce: 2 });
    let most = 0;
    let inProgress = 0;
    const send = async () => {
      inProgress += 1;
      most = Math.max(most, inProgress);
      await sleep(5);
      inProgress -= 1;
    };
    await Promise.all(Array.from({ length: 7 }, () => inFlight.run(send)));
    expect(most).toBe(2);
    await Promise.all(Array.from({ length: 7 }, () => inFlight.run(send, true)));
    expect(most).toBe(7);
  });

  it('start in the order of their lanes, and within a lane as they arrived', async () => {
    const inFlight = createInFlight({ atOnce: 1 });
    const [late, early] = [inFlight.lane(2, never), inFlight.lane(1, never)];
    const begun: string[] = [];
    const send = (name: string) => async () => void begun.push(name);
    await Promise.all([
      late.run(send('late 1')),
      late.run(send('late 2')),
      early.run(send('early 1')),
      early.run(send('early 2')),
    ]);
    expect(begun).toEqual(['early 1', 'early 2', 'late 1', 'late 2']);
  });

  it('wait behind others once their lane moves back', async () => {
    const inFlight = createInFlight({ atOnce: 1 });
    const [one, other] = [inFlight.lane(1, never), inFlight.lane(2, never)];
    const begun: string[] = [];
    one.place = 3;
    await Promise.all([
      one.run(async () => void begun.push('one')),
      other.run(async () => void begun.push('other')),
    ]);
    expect(begun).toEqual(['other', 'one']);
  });

  it('are dropped if the rule ends before they start', async () => {
    const inFlight = createInFlight({ atOnce: 1 });
    const over = new AbortController();
    const lane = inFlight.lane(1, over.signal);
    let isSent = false;
    const busy = inFlight.run(() => sleep(30));
    const waiting = lane.run(async () => {
      isSent = true;
    });
    over.abort();
    await expect(waiting).rejects.toBeInstanceOf(CannotTell);
    await expect(lane.run(async () => {})).rejects.toBeInstanceOf(CannotTell);
    await busy;
    expect(isSent).toBe(false);
  });

  it('free their place when one fails', async () => {
    const inFlight = createInFlight({ atOnce: 1 });
    await expect(inFlight.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await inFlight.run(async () => 'yes')).toBe('yes');
  });

  it('never exceed the rate per second, not even unlimited ones', async () => {
    const inFlight = createInFlight({ atOnce: 2, ratePerSecond: 4 });
    const begun: number[] = [];
    const send = async () => void begun.push(performance.now());
    await Promise.all(Array.from({ length: 9 }, (_, n) => inFlight.run(send, n % 2 === 0)));
    expect(begun).toHaveLength(9);
    for (const [n, at] of begun.slice(4).entries()) expect(at - (begun[n] ?? 0)).toBeGreaterThanOrEqual(990);
  });
});
