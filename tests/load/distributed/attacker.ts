import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';

/** What an attacker who can read Redis learns about a load: its announcement, its slices, and copies of all other keys. */
export interface Captured {
  readonly id: string;
  readonly announcement: string;
  /** The data of each slice, by its job's key. */
  readonly slices: ReadonlyMap<string, string>;
  /** Fields of the other hashes: the participants and the messages to them. */
  readonly hashes: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** Reads Redis while `use` runs, without the secret. */
export async function capture<T>(redisUrl: string, use: () => Promise<T>): Promise<readonly [T, Captured]> {
  const redis = new Redis(redisUrl);
  const slices = new Map<string, string>();
  const hashes = new Map<string, Record<string, string>>();
  let announcement = '';
  let isOver = false;
  const reading = (async () => {
    while (!isOver) {
      announcement ||= await openRun(redis);
      for (const key of await redis.keys('hookswitch:*')) {
        if ((await redis.type(key)) !== 'hash') continue;
        const fields = await redis.hgetall(key);
        if (fields.data === undefined) hashes.set(key, { ...hashes.get(key), ...fields });
        else slices.set(key, fields.data);
      }
      await sleep(20);
    }
  })();
  const result = await use();
  isOver = true;
  await reading;
  redis.disconnect();
  const { id } = JSON.parse(announcement);
  return [
    result,
    { id, announcement, slices, hashes: new Map([...hashes].filter(([key]) => !key.includes(':slices-'))) },
  ];
}

async function openRun(redis: Redis): Promise<string> {
  return (await redis.get('hookswitch:run')) ?? '';
}

/** Restores a captured load, announced until `isOver` is aborted. Workers of any name find the messages meant for others. */
export async function replay(
  redisUrl: string,
  captured: Captured,
  names: readonly string[],
  isOver: AbortSignal,
) {
  const redis = new Redis(redisUrl);
  await feed(redisUrl, captured);
  const kept = (async () => {
    while (!isOver.aborted) {
      await redis.set('hookswitch:run', captured.announcement, 'PX', 15_000);
      for (const [key, fields] of captured.hashes) {
        const [said] = Object.values(fields);
        // Participants register under a name and identify themselves.
        if (key.endsWith(':workers') || said === undefined) continue;
        for (const name of names) await redis.hset(key, name, said);
      }
      await sleep(100);
    }
    await redis.del('hookswitch:run');
    redis.disconnect();
  })();
  return kept;
}

/** Adds captured slices to the queue of their run again. */
async function feed(redisUrl: string, { id, slices }: Pick<Captured, 'id' | 'slices'>): Promise<void> {
  const { hostname, port, pathname } = new URL(redisUrl);
  const connection = { host: hostname, port: Number(port), db: Number(pathname.slice(1)) };
  const queue = new Queue(`slices-${id}`, { connection, prefix: 'hookswitch' });
  const jobs = [...slices.values()].map((data) => ({ name: 'slice', data: JSON.parse(data) }));
  await queue.addBulk(jobs);
  await queue.close();
}

const maxFed = 8;

/** Adds each slice of a load to its queue again as soon as it appears, unchanged and with one byte changed; returns how many. */
export async function feedCopies(redisUrl: string, isOver: AbortSignal): Promise<number> {
  const redis = new Redis(redisUrl);
  const fed = new Set<string>();
  while (!isOver.aborted) {
    for (const key of await redis.keys('hookswitch:slices-*')) {
      if (fed.has(key) || fed.size >= maxFed || !/:\d+$/.test(key)) continue;
      const data = await redis.hget(key, 'data');
      if (data === null) continue;
      fed.add(key);
      await feed(redisUrl, { id: key.split(/[-:]/)[2] ?? '', slices: copiesOf(data) });
    }
    await sleep(20);
  }
  redis.disconnect();
  return fed.size;
}

function copiesOf(data: string): Map<string, string> {
  const text: string = JSON.parse(data);
  const copies = [data, ...[0, 40].map((at) => JSON.stringify(changed(text, at)))];
  return new Map(copies.map((copy, n) => [String(n), copy]));
}

/** Base64, with the byte at this offset changed. */
function changed(text: string, at: number): string {
  const bytes = Buffer.from(text, 'base64');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes.toString('base64');
}

const ears = 4;

/** Removes everything that workers report to their coordinator. A blocked list reader gets new entries before a polling one. */
export async function deafen(redisUrl: string, isOver: AbortSignal): Promise<void> {
  await Promise.all(
    Array.from({ length: ears }, async () => {
      const redis = new Redis(redisUrl);
      while (!isOver.aborted) {
        const text = await redis.get('hookswitch:run');
        if (text === null) await sleep(20);
        else await redis.blpop(`hookswitch:${JSON.parse(text).id}:messages`, 1);
      }
      redis.disconnect();
    }),
  );
}
