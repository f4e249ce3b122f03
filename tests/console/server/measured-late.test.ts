import { expect, it } from 'vitest';
import { withReceiver } from '../../support/recording-receiver.ts';
import { openTestConsole } from './console-driver.ts';

/** Longer than the threshold, shorter than the timeout (ms). */
const heldUpMs = 900;

it('marks an attempt during which the console itself was stalled', async () => {
  const running = await openTestConsole();
  let answered = 0;
  const answer = (response: { end(): void }) => {
    answered += 1;
    if (answered === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, heldUpMs);
    response.end();
  };
  await withReceiver(answer, async ({ url }) => {
    const { id } = (await running.ask('POST', '/api/webhooks', { url, method: 'POST', events: 'All' })).value;
    const attemptsOf = async (seq: number) =>
      (await running.ask('GET', `/api/deliveries/${seq}`)).value.attempts;
    const send = async (): Promise<number> => {
      const { seq } = (await running.ask('POST', `/api/webhooks/${id}/test`)).value;
      await expect.poll(async () => (await attemptsOf(seq))[0]?.row.outcome).toBe('acknowledged');
      return seq;
    };
    const late = await send();
    expect((await attemptsOf(late))[0].row.measuredLateMs).toBeGreaterThan(heldUpMs / 2);
  });
});
