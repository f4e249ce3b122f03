import type { Bench } from './figure.ts';
import { startReceiver } from './receiver.ts';
import { heldMebibytes, mebibyte } from './support/held-memory.ts';
import { sendLoad } from './support/send-load.ts';

/** Ten million deliveries, or the given number: the memory after a quarter and at the end, and the size of the process. */
export const loadMemory: Bench = async (count = 10_000_000) => {
  const receiver = await startReceiver();
  let sent = 0;
  let atQuarter: number | undefined;
  let most = 0;
  const result = await sendLoad(
    receiver.url,
    { plan: { rate: 'max', count, seed: 1 }, connections: 50, reuse: 'kept', tickMs: 250 },
    {
      onTick: (tick) => {
        sent += tick.sent;
        most = Math.max(most, process.memoryUsage.rss() / mebibyte);
        if (sent > count / 4) atQuarter ??= heldMebibytes();
      },
    },
  ).finally(receiver.stop);
  const grown = heldMebibytes() - (atQuarter ?? Number.NaN);
  const acknowledged = result.outcomes['200'] ?? 0;
  const how = `${acknowledged} deliveries acknowledged in ${Math.round(result.durationMs / 1000)} s`;
  return [
    { what: 'heap held more at the end than after a quarter', value: grown, unit: 'MiB', atMost: 4, how },
    { what: 'memory of the process at most', value: most, unit: 'MiB', atMost: 384, how },
  ];
};
