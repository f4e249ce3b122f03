import { defaultProfile, defaultSettings } from '../simulator/index.ts';
import { defaultTraffic, runLoad } from '../simulator/load/index.ts';
import { type Bench, median } from './figure.ts';
import { startReceiver } from './receiver.ts';

const secret = 'Hf3Qz7LmW9xKv2RtBn5YcJd8Gp4SaUe6';
const connections = 50;

/** What this process holds in the last quarter of ten million deliveries, or of so many as are given, against the second quarter. */
export const loadMemory: Bench = async (count = 10_000_000) => {
  const receiver = await startReceiver();
  const held: { readonly sent: number; readonly mb: number }[] = [];
  let sent = 0;
  const result = await runLoad(
    { webhook: { url: receiver.url, secret, method: 'POST' }, connection: { allowHosts: [] } },
    {
      plan: { rate: 'max', count, seed: 1 },
      traffic: { ...defaultTraffic, seed: 1 },
      settings: defaultSettings,
      profile: defaultProfile,
      connections,
      reuse: 'kept',
      tickMs: 250,
    },
    {
      onTick: (tick) => {
        sent += tick.sent;
        held.push({ sent, mb: process.memoryUsage().rss / 1024 ** 2 });
      },
    },
  ).finally(receiver.stop);
  const quarter = (n: number) =>
    median(held.filter((one) => Math.ceil((4 * one.sent) / count) === n).map(({ mb }) => mb));
  const how = `${result.outcomes['200'] ?? 0} deliveries acknowledged in ${Math.round(result.durationMs / 1000)} s: medians of the last quarter and of the second`;
  return [
    { what: 'memory that a load grows by', value: quarter(4) - quarter(2), unit: 'MB', atMost: 16, how },
    { what: 'memory of a load', value: quarter(4), unit: 'MB', atMost: 256, how },
  ];
};
