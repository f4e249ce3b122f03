import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { collectGarbage } from '../../bench/support/held-memory.ts';
import { anySignal } from '../../simulator/any-signal.ts';

it('aborts at a timeout that nothing else references', async () => {
  const never = new AbortController().signal;
  const signals = Array.from({ length: 50 }, () =>
    anySignal(anySignal(never, AbortSignal.timeout(200)), never),
  );
  // The target of a new weak reference stays until the next task.
  await setImmediate();
  collectGarbage();
  await expect.poll(() => signals.filter(({ aborted }) => aborted).length).toBe(50);
});
