import { bytesOf, defaultTraffic, workloadOf } from '../load/index.ts';
import type { LoadReport } from '../schemas/index.ts';
import { defaultProfile, sign } from '../simulator/index.ts';
import { type Bench, type Figure, median } from './figure.ts';
import { connections, installedPeers, onFirstCore, type Peer, seconds } from './load-peers.ts';
import { startReceiver } from './receiver.ts';
import { inFolder } from './support/in-folder.ts';
import { loadSecret } from './support/send-load.ts';

const rounds = 3;
const command = 'dist/bin/hookswitch.js';
/** Messages of 1.6 KB on average. */
const onlyDids = { did_change: 1 };

/** What a load costs the tool, compared with installed load tools, in turn, with the same receiver on a separate core. */
export const load: Bench = async () => {
  const receiver = await startReceiver();
  const body = averageMessage();
  return inFolder((folder) => {
    const peers = installedPeers(folder, body.toString('utf8'), sign(loadSecret, body));
    return [...peers.flatMap((peer) => ratios(peer, receiver.url)), ...ownFigures(receiver.url)];
  }).finally(receiver.stop);
};

/** The message of our traffic that is closest to the average size. */
function averageMessage(): Buffer {
  const { messageAt } = workloadOf({ ...defaultTraffic, seed: 1, events: onlyDids }, defaultProfile);
  const messages = Array.from({ length: 16_000 }, (_, index) => bytesOf(messageAt(index)));
  const average = messages.reduce((sum, { length }) => sum + length, 0) / messages.length;
  const distance = ({ length }: Buffer) => Math.abs(length - average);
  return messages.reduce((nearest, one) => (distance(one) < distance(nearest) ? one : nearest));
}

/** Wrk is the one to compare with. The others are slower. */
function ratios(peer: Peer, url: string): Figure[] {
  const cases = [
    { what: 'signed beforehand', flags: ['--sign', 'once'], isFresh: false, atMost: 1 / 0.85 },
    { what: 'made and signed each', flags: [], isFresh: false, atMost: 1 / 0.55 },
    {
      what: 'a connection for each, signed beforehand',
      flags: ['--fresh-connections', '--sign', 'once'],
      isFresh: true,
      atMost: 1 / 0.8,
    },
    {
      what: 'a connection for each, made and signed each',
      flags: ['--fresh-connections'],
      isFresh: true,
      atMost: 1 / 0.65,
    },
  ];
  return cases.map(({ what, flags, isFresh, atMost }) => {
    const all = Array.from({ length: rounds }, () => {
      const theirs = peer.rate(url, { isFresh });
      return theirs / ours(url, ['--rate', 'max', ...flags]).achievedPerSecond;
    });
    const how = `median of ${rounds} rounds of ${seconds} s in turn, ${connections} connections`;
    return { what: `${peer.name}'s rate against ours, ${what}`, value: median(all), unit: 'x', atMost, how };
  });
}

function ownFigures(url: string): Figure[] {
  const runs = Array.from({ length: rounds }, () => ours(url, ['--rate', '10000']));
  const lagMs = median(runs.map(({ lagMs: { p99 } }) => p99 ?? Number.NaN));
  const missing = median(runs.map((run) => Math.max(0, 100 * (1 - run.achievedPerSecond / 10_000))));
  const how = `median of ${rounds} times 10,000/s for ${seconds} s, each message made and signed, ${connections} connections`;
  const perMessageUs = (flags: string[]) => 1e6 / ours(url, ['--rate', 'max', ...flags]).achievedPerSecond;
  const cost = `as fast as ${connections} connections go, for ${seconds} s`;
  return [
    { what: 'lag p99', value: lagMs, unit: 'ms', atMost: 2.5, how },
    { what: 'messages due but not sent', value: missing, unit: '%', atMost: 0.1, how },
    {
      what: 'a message, signed beforehand',
      value: perMessageUs(['--sign', 'once']),
      unit: 'µs',
      atMost: 40,
      how: cost,
    },
    { what: 'a message, made and signed', value: perMessageUs([]), unit: 'µs', atMost: 60, how: cost },
  ];
}

/** The command's own report. */
function ours(url: string, flags: readonly string[]): LoadReport {
  const argv = [
    command,
    'load',
    url,
    '--duration',
    `${seconds}s`,
    '--connections',
    String(connections),
    '--events',
    'did_change=1',
    '--quiet',
  ];
  const env = { ...process.env, YCM_WEBHOOK_SECRET: loadSecret };
  return JSON.parse(onFirstCore(process.execPath, [...argv, ...flags, '--report', 'json=-'], env));
}
