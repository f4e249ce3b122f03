import { describe, expect, it } from 'vitest';
import { CannotTell } from '../../runner/context/expect.ts';
import { createInFlight } from '../../runner/in-flight.ts';
import { sleep } from './own-rules.ts';

const { signal: never } = new AbortController();

describe('the requests of a run', () => {
  it('are under way at once up to the bound, unless they are unbounded', async () => {
    const inFlight = createInFlight({ atOnce: 2 });
    let most = 0;
    let underWay = 0;
    const send = async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await sleep(5);
      underWay -= 1;
    };
    await Promise.all(Array.from({ length: 7 }, () => inFlight.run(send)));
    expect(most).toBe(2);
    await Promise.all(Array.from({ length: 7 }, () => inFlight.run(send, true)));
    expect(most).toBe(7);
  });

  it('begin in the order of their lanes, and in one lane as they came', async () => {
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

  it('are given up when the rule is over before they begin', async () => {
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

  it('make room when one fails', async () => {
    const inFlight = createInFlight({ atOnce: 1 });
    await expect(inFlight.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await inFlight.run(async () => 'yes')).toBe('yes');
  });

  it('are never more in a second than the rate, unbounded ones too', async () => {
    const inFlight = createInFlight({ atOnce: 2, ratePerSecond: 4 });
    const begun: number[] = [];
    const send = async () => void begun.push(performance.now());
    await Promise.all(Array.from({ length: 9 }, (_, n) => inFlight.run(send, n % 2 === 0)));
    expect(begun).toHaveLength(9);
    for (const [n, at] of begun.slice(4).entries()) expect(at - (begun[n] ?? 0)).toBeGreaterThanOrEqual(990);
  });
});
