import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { MessageCipher } from '../load/distributed/channel/encryption.ts';
import type { SliceEnd } from '../load/distributed/channel/protocol.ts';
import { Gathered } from '../load/distributed/results/gathered.ts';
import { Ticks } from '../load/distributed/results/ticks.ts';
import { schedule } from '../load/engine/schedule.ts';
import type { LoadPlan, LoadResult, LoadTick } from '../load/index.ts';
import type { LoadReport } from '../schemas/index.ts';
import type { Bench, Figure } from './figure.ts';
import { startReceiver } from './receiver.ts';
import { startRedis } from './support/redis-server.ts';
import { loadSecret, sendLoad } from './support/send-load.ts';

const seconds = 4;
const connections = 64;

/** The figures of docs/load-many.md: what a delivery costs a worker, and what a slice costs Redis. Needs redis-server. */
export const loadMany: Bench = async () => {
  const redis = await startRedis();
  const http = await startReceiver();
  const https = await startReceiver('https');
  try {
    return [
      ...(await deliveryFigures('http', http.url)),
      ...(await deliveryFigures('https', https.url)),
      dueTimes(),
      ...(await slicesFigures(redis.port)),
      ...reportingFigures(...(await aSecond(http.url))),
      ...(await wholeFigures(redis.port, http.url)),
    ];
  } finally {
    http.stop();
    https.stop();
    await redis.stop();
  }
};

/** The CPU time of this process, which other load on the machine hardly affects. */
async function deliveryFigures(scheme: string, url: string): Promise<Figure[]> {
  const kept = await cost(url, 'kept');
  const fresh = await cost(url, 'fresh');
  const { result } = kept;
  const how = `CPU time at full speed over ${connections} connections for ${seconds} s, each message generated and signed`;
  const figures = [
    { what: `a delivery over ${scheme}, connections kept`, value: kept.us, unit: 'µs', atMost: 200, how },
    {
      what: `a delivery over ${scheme}, a connection for each`,
      value: fresh.us,
      unit: 'µs',
      atMost: scheme === 'http' ? 400 : 4000,
      how,
    },
  ];
  const bytes = result.requestBytes / result.attempts;
  const size = {
    what: 'a request',
    value: bytes,
    unit: 'bytes',
    atMost: 4000,
    how: 'head and body, on average',
  };
  return scheme === 'http' ? [...figures, size] : figures;
}

/** A worker's report of one second. */
async function aSecond(url: string): Promise<[LoadResult, LoadTick]> {
  let last: LoadTick | undefined;
  const result = await send(url, 'kept', { rate: 5000, durationMs: 1000, seed: 1 }, (tick) => {
    if (!last || tick.attempts > last.attempts) last = tick;
  });
  if (!last) throw new Error('there was no tick');
  return [result, last];
}

async function cost(url: string, reuse: 'kept' | 'fresh'): Promise<{ us: number; result: LoadResult }> {
  const run = (durationMs: number) => send(url, reuse, { rate: 'max', durationMs, seed: 1 });
  // Setup and compilation at the start are not part of a delivery.
  await run(1000);
  const [drawing, drawn] = [process.cpuUsage(), await run(1)];
  const before = process.cpuUsage(drawing);
  const start = process.cpuUsage();
  const result = await run(seconds * 1000);
  const { user, system } = process.cpuUsage(start);
  const us = user + system - before.user - before.system;
  return { us: us / (result.attempts - drawn.attempts), result };
}

function send(url: string, reuse: 'kept' | 'fresh', plan: LoadPlan, onTick?: (tick: LoadTick) => void) {
  return sendLoad(url, { plan, connections, reuse }, onTick ? { onTick } : {});
}

/** One of fifty lanes at 1,000,000/s, which skips the due times of all others. */
function dueTimes(): Figure {
  const lanes = 50;
  const { dueMs } = schedule({ rate: 1_000_000, durationMs: 3_600_000, seed: 1 });
  const us = cpuTimeOf(() => {
    for (let index = 0; index < 1_000_000; index += lanes) dueMs(index);
  });
  const how = `per message, one lane of ${lanes} at 1,000,000/s with random arrivals`;
  return { what: 'a due time', value: (us * lanes) / 1_000_000, unit: 'µs', atMost: 20, how };
}

/**
 * Does what a worker does: takes slices without waiting, reports them and completes them. Redis has a single thread, so its CPU time is
 * measured.
 */
async function slicesFigures(port: number): Promise<Figure[]> {
  const connection = new Redis({ port, maxRetriesPerRequest: null });
  const queue = new Queue('bench', { connection });
  const worker = new Worker('bench', null, { connection, autorun: false });
  const slices = 2000;
  const data = 'x'.repeat(400);
  const payload = 'x'.repeat(4000);
  const take = async (token: string) => {
    const job = await worker.getNextJob(token, { block: false });
    await connection.multi().rpush('message', payload).pexpire('message', 10_000).exec();
    await job?.moveToCompleted('', token, false);
  };
  const before = await redisCpuTime(connection);
  for (let n = 0; n < slices; n += 50) {
    const jobs = Array.from({ length: 50 }, () => ({
      name: 'slice',
      data,
      opts: { removeOnComplete: true },
    }));
    await queue.addBulk(jobs);
    await Promise.all(jobs.map((_, nth) => take(`${n}-${nth}`)));
    await connection.lpop('message', 100);
  }
  const between = await redisCpuTime(connection);
  for (let n = 0; n < slices; n += 1) await worker.getNextJob('none', { block: false });
  const us = (between - before) / slices;
  const noneUs = ((await redisCpuTime(connection)) - between) / slices;
  await queue.obliterate({ force: true });
  await worker.close();
  await queue.close();
  connection.disconnect();
  const how = `CPU time of Redis for each of ${slices} slices: queued, taken, reported and completed`;
  return [
    { what: 'a slice in Redis', value: us, unit: 'µs', atMost: 1000, how },
    {
      what: 'a look for a slice when there is none',
      value: noneUs,
      unit: 'µs',
      atMost: 200,
      how: 'CPU time of Redis',
    },
  ];
}

/** The CPU time of Redis since it started (µs). */
async function redisCpuTime(redis: Redis): Promise<number> {
  const info = await redis.info('cpu');
  const read = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1]);
  return (read('used_cpu_user') + read('used_cpu_sys')) * 1e6;
}

/** What it costs to encrypt a worker's report of a slice, to decrypt it and to merge it. */
function reportingFigures(result: LoadResult, tick: LoadTick): Figure[] {
  const cipher = new MessageCipher(loadSecret, 'bench');
  const gathered = new Gathered();
  const ticks = new Ticks();
  const slices = 300;
  const cut = { slice: { from: 0, to: 1, lane: 0, lanes: 1 }, count: 1 };
  const end: SliceEnd = { kind: 'end', n: 0, worker: 'a', isTakenOver: false, result, lost: undefined };
  const encrypting = cpuTimeOf(() => {
    for (let n = 0; n < slices; n += 1) {
      cipher.encrypt('message', { kind: 'tick', n, tick });
      cipher.encrypt('message', { ...end, n });
    }
  });
  const texts = [cipher.encrypt('message', { kind: 'tick', n: 0, tick }), cipher.encrypt('message', end)];
  const merging = cpuTimeOf(() => {
    for (let n = 0; n < slices; n += 1) {
      gathered.givenOut(n, cut);
      const [payload, ended] = texts.map((text) => cipher.decrypt('message', text)) as [
        { tick: LoadTick },
        SliceEnd,
      ];
      ticks.add(n, payload.tick);
      ticks.end(n, ended.result);
      gathered.end({ ...ended, n });
      if (n % 50 === 0) ticks.take(n);
    }
    gathered.result('', 'lost');
  });
  const how = `a result and a tick of ${Math.round(result.attempts)} deliveries, ${texts.join('').length} bytes encrypted`;
  return [
    { what: 'reporting a slice', value: encrypting / slices, unit: 'µs', atMost: 10_000, how },
    { what: 'merging a slice', value: merging / slices, unit: 'µs', atMost: 10_000, how },
  ];
}

/** The CPU time that this process needs for the work (µs). */
function cpuTimeOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

/** Two workers at 1,000/s: the traffic between the workers and Redis. */
async function wholeFigures(port: number, url: string): Promise<Figure[]> {
  const client = new Redis({ port });
  const address = `redis://127.0.0.1:${port}/1`;
  const workers = ['a', 'b'].map((name) => command(['worker', address, '--name', name, '--once']));
  const before = await traffic(client);
  const flags = ['--workers', '2', '--rate', '1000', '--duration', '6s', '--quiet', '--report', 'json=-'];
  const report: LoadReport = JSON.parse(await command(['load', url, '--via', address, ...flags]));
  await Promise.all(workers);
  const after = await traffic(client);
  client.disconnect();
  const slices = (report.workers ?? []).reduce((sum, worker) => sum + worker.slices, 0);
  const how = `two workers, 1,000/s for 6 s in ${slices} slices`;
  return [
    {
      what: 'traffic of Redis per slice',
      value: (after - before) / slices,
      unit: 'KB',
      atMost: 200,
      how,
    },
    {
      what: 'measured difference between clocks of one machine',
      value: Math.max(...(report.workers ?? []).map(({ clockOffsetMs }) => Math.abs(clockOffsetMs))),
      unit: 'ms',
      atMost: 3,
      how,
    },
    { what: 'lag p99 through workers', value: report.lagMs.p99 ?? Number.NaN, unit: 'ms', atMost: 10, how },
  ];
}

/** The traffic of Redis in both directions since it started (KB). */
async function traffic(redis: Redis): Promise<number> {
  const info = await redis.info('stats');
  const read = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1]);
  return (read('total_net_input_bytes') + read('total_net_output_bytes')) / 1024;
}

/** The output of the command. */
async function command(argv: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, ['dist/bin/hookswitch.js', ...argv], {
    env: { ...process.env, YCM_WEBHOOK_SECRET: loadSecret },
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 60_000,
  });
  let output = '';
  child.stdout.on('data', (bytes: Buffer) => {
    output += bytes.toString('utf8');
  });
  await once(child, 'close');
  return output;
}
