import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadReport } from '../schemas/index.ts';
import { defaultProfile, defaultSettings, sign } from '../simulator/index.ts';
import { defaultTraffic, runLoad } from '../simulator/load/index.ts';
import { bytesOf, storyOf } from '../simulator/load/traffic.ts';
import { type Bench, type Figure, median } from './figure.ts';
import { connections, hasCores, installedPeers, onFirstCore, type Peer, seconds } from './load-peers.ts';

const rounds = 3;
const secret = 'Hf3Qz7LmW9xKv2RtBn5YcJd8Gp4SaUe6';
const command = 'dist/bin/hookswitch.cjs';
/** Messages of 1.6 KB on the average. */
const onlyDids = { did_change: 1 };

/** What a load costs the tool: against the load tools that are installed, in turn, at the same receiver on a core of its own. */
export const load: Bench = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-bench-'));
  const receiver = await startReceiver();
  try {
    const body = averageMessage();
    const peers = installedPeers(folder, body.toString('utf8'), sign(secret, body));
    return [
      ...peers.flatMap((peer) => ratios(peer, receiver.url)),
      ...ownFigures(receiver.url),
      await memory(receiver.url),
    ];
  } finally {
    receiver.stop();
    rmSync(folder, { recursive: true });
  }
};

/** Of the traffic that is ours the message that is nearest to the average in size. */
function averageMessage(): Buffer {
  const { messageAt } = storyOf({ ...defaultTraffic, seed: 1, events: onlyDids }, defaultProfile);
  const messages = Array.from({ length: 16_000 }, (_, index) => bytesOf(messageAt(index)));
  const average = messages.reduce((sum, { length }) => sum + length, 0) / messages.length;
  const distance = ({ length }: Buffer) => Math.abs(length - average);
  return messages.reduce((nearest, one) => (distance(one) < distance(nearest) ? one : nearest));
}

async function startReceiver() {
  const argv = [...(hasCores ? ['taskset', '-c', '1'] : []), process.execPath, 'bench/load-receiver.mjs'];
  const [program = '', ...words] = argv;
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: `http://127.0.0.1:${Number(port)}/webhook`, stop: () => child.stdin.end() };
}

/** Wrk is the one to be near to; the others are slower than it. */
function ratios(peer: Peer, url: string): Figure[] {
  const cases = [
    { what: 'signed beforehand', flags: ['--sign', 'once'], isFresh: false, atMost: 1 / 0.85 },
    { what: 'made and signed each', flags: [], isFresh: false, atMost: 1 / 0.55 },
    { what: 'a connection for each', flags: ['--fresh-connections'], isFresh: true, atMost: 1 / 0.8 },
  ];
  const possible = cases.filter(({ isFresh }) => peer.canReopen || !isFresh);
  return possible.map(({ what, flags, isFresh, atMost }) => {
    const all = Array.from({ length: rounds }, () => {
      const theirs = peer.rate(url, { isFresh });
      return theirs / ours(url, ['--rate', 'max', ...flags]).achievedPerSecond;
    });
    const how = `median of ${rounds} rounds of ${seconds} s in turn, ${connections} connections`;
    return { what: `${peer.name}'s rate against ours, ${what}`, value: median(all), unit: 'x', atMost, how };
  });
}

function ownFigures(url: string): Figure[] {
  const { lagMs, achievedPerSecond } = ours(url, ['--rate', '10000']);
  const how = `10,000/s for ${seconds} s, each message made and signed, ${connections} connections`;
  const missing = Math.max(0, 100 * (1 - achievedPerSecond / 10_000));
  const perMessageUs = (flags: string[]) => 1e6 / ours(url, ['--rate', 'max', ...flags]).achievedPerSecond;
  const cost = `as fast as ${connections} connections go, for ${seconds} s`;
  return [
    { what: 'lag p99', value: lagMs.p99 ?? Number.NaN, unit: 'ms', atMost: 2.5, how },
    { what: 'messages of the rate not sent', value: missing, unit: '%', atMost: 0.1, how },
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

/** What the command says of itself. */
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
  const env = { ...process.env, YCM_WEBHOOK_SECRET: secret };
  return JSON.parse(onFirstCore(process.execPath, [...argv, ...flags, '--report', 'json=-'], env));
}

/** In this process: what it holds at the end, against what it held when a quarter was over. */
async function memory(url: string): Promise<Figure> {
  const held: number[] = [];
  await runLoad(
    { webhook: { url, secret, method: 'POST' }, connection: { allowHosts: [], insecure: false } },
    {
      plan: { rate: 3000, durationMs: 12_000, seed: 1 },
      traffic: { ...defaultTraffic, seed: 1 },
      settings: defaultSettings,
      profile: defaultProfile,
      connections,
      reuse: 'kept',
      tickMs: 500,
    },
    { onTick: () => held.push(process.memoryUsage().rss / 1024 ** 2) },
  );
  const quarter = Math.floor(held.length / 4);
  const growth = median(held.slice(-quarter)) - median(held.slice(quarter, 2 * quarter));
  const how = '3,000/s for 12 s: the median of the last quarter against that of the second';
  return { what: 'memory that a load grows by', value: growth, unit: 'MB', atMost: 16, how };
}
