import { describe, expect, it } from 'vitest';
import { CannotTell } from '../../../runner/context/expect.ts';
import { Fences } from '../../../runner/watching/fences.ts';

const { signal } = new AbortController();

/** A fence whose steps the test decides. */
function controlled() {
  const fence = { begun: 0, send: () => {}, resolve: (_shows: boolean) => {}, reject: (_error: Error) => {} };
  const begin = (onSend: () => void) => {
    fence.begun += 1;
    fence.send = onSend;
    return new Promise<boolean>((resolve, reject) => Object.assign(fence, { resolve, reject }));
  };
  return { fence, begin };
}

describe('the fences of a run', () => {
  it('are shared by all that ask before the message is sent', async () => {
    const fences = new Fences();
    const { fence, begin } = controlled();
    const all = [fences.show(begin, signal), fences.show(begin, signal), fences.show(begin, signal)];
    fence.resolve(true);
    expect(await Promise.all(all)).toEqual([true, true, true]);
    expect(fence.begun).toBe(1);
  });

  it('are not shared by one that asks later, whose messages came after it', async () => {
    const fences = new Fences();
    const [first, second] = [controlled(), controlled()];
    const early = fences.show(first.begin, signal);
    first.fence.send();
    const late = fences.show(second.begin, signal);
    expect(second.fence.begun).toBe(1);
    first.fence.resolve(true);
    second.fence.resolve(false);
    expect(await Promise.all([early, late])).toEqual([true, false]);
  });

  it.each([
    ['its signal', () => new AbortController()],
    ['a signal of its own', () => ({ signal, abort: () => {} })],
  ])('are begun anew if the rule that began one is stopped by %s', async (_what, stopping) => {
    const fences = new Fences();
    const stopped = stopping();
    const [first, second] = [controlled(), controlled()];
    const own = fences.show(first.begin, stopped.signal);
    const other = fences.show(second.begin, signal);
    stopped.abort();
    first.fence.reject(new CannotTell({ reasonCode: 'interrupted' }));
    await expect(own).rejects.toThrow(CannotTell);
    second.fence.resolve(true);
    expect(await other).toBe(true);
    expect(second.fence.begun).toBe(1);
  });

  it('end for a rule that is stopped while it waits', async () => {
    const fences = new Fences();
    const stopped = new AbortController();
    const { fence, begin } = controlled();
    const own = fences.show(begin, signal);
    const waiting = fences.show(begin, stopped.signal);
    stopped.abort();
    await expect(waiting).rejects.toThrow(CannotTell);
    fence.resolve(true);
    expect(await own).toBe(true);
  });

  it('fail for all that share one', async () => {
    const fences = new Fences();
    const { fence, begin } = controlled();
    const all = [fences.show(begin, signal), fences.show(begin, signal)];
    fence.reject(new Error('no connection'));
    for (const one of all) await expect(one).rejects.toThrow('no connection');
  });
});
