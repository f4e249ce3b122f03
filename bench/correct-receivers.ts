import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import pLimit from 'p-limit';
import type { Report } from '../schemas/index.ts';
import type { Bench } from './figure.ts';
import { type Case, casesOf, checkCase } from './support/check-correct-receiver.ts';

const defaultSeeds = 200;
/** Per thread: a check waits two thirds of its time, and more would delay each other. */
const atOnce = 4;

interface Checked {
  readonly key: string;
  readonly alarms: readonly string[];
}

/** With the report of a check that has false alarms. */
interface JustChecked extends Checked {
  readonly report?: Report;
}

/**
 * False alarms on correct receivers. All seeds take hours, so results are stored next to the bundle, and the next run of the same code
 * continues there; the report of a check with false alarms is written there too. Several machines can share the seeds: `npm run bench -- correct-receivers 41-80`.
 */
export const correctReceiversBench: Bench = async (count = defaultSeeds, only = []) => {
  if (!isMainThread) return checkShare(workerData);
  const own = fileURLToPath(import.meta.url);
  const code = createHash('sha256').update(readFileSync(own)).digest('hex').slice(0, 12);
  const file = `${own}.correct-receivers-${code}.jsonl`;
  const done = new Map(linesOf(file).map(({ key, alarms }) => [key, alarms]));
  const { first, last } = rangeOf(only) ?? { first: 1, last: count };
  const all = Array.from({ length: last - first + 1 }, (_, n) => casesOf(first + n));
  const isDone = (one: Case) => done.has(keyOf(one));
  const progress = () =>
    `${all.filter((cases) => cases.every(isDone)).length} of the seeds ${first} to ${last}`;
  const open = all.flat().filter((one) => !isDone(one));
  await inThreads(open, ({ key, alarms, report }) => {
    done.set(key, alarms);
    appendFileSync(file, `${JSON.stringify({ key, alarms })}\n`);
    if (report) writeFileSync(`${file}.${key.replaceAll(/\W+/g, '-')}.json`, JSON.stringify(report));
    for (const alarm of alarms) process.stderr.write(`${key}: ${alarm}\n`);
    process.stderr.write(`${progress()}, ${done.size} checks, last ${key}\n`);
  });
  return [
    {
      what: 'false alarms on correct receivers',
      value: [...done.values()].flat().length,
      unit: 'of them',
      atMost: 0,
      how: `${progress()}, ${done.size} checks: every correct receiver by POST, GET with a body and GET with a query`,
    },
  ];
};

/** The seeds of an argument such as 41-80. */
function rangeOf(words: readonly string[]): { readonly first: number; readonly last: number } | undefined {
  const [, first, last] = words.map((word) => /^(\d+)-(\d+)$/.exec(word)).find(Boolean) ?? [];
  return first === undefined ? undefined : { first: Number(first), last: Number(last) };
}

function linesOf(file: string): Checked[] {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Checked]));
}

function keyOf({ receiver, by, seed }: Case): string {
  return `seed ${seed}, ${receiver} by ${by}`;
}

/** A thread per core, each with its share. */
async function inThreads(cases: readonly Case[], onChecked: (checked: JustChecked) => void): Promise<void> {
  const threads = availableParallelism();
  const shares = Array.from({ length: threads }, (_, n) => cases.filter((_one, m) => m % threads === n));
  const ends = shares.map((share) => {
    const worker = new Worker(new URL(import.meta.url), {
      argv: ['correct-receivers'],
      workerData: share,
    }).on('message', onChecked);
    return once(worker, 'exit');
  });
  await Promise.all(ends);
}

/** What a thread runs: `bench` with the name of this bench. */
async function checkShare(cases: readonly Case[]): Promise<[]> {
  await pLimit(atOnce).map(cases, async (one) => {
    const key = keyOf(one);
    try {
      const { alarms, report } = await checkCase(one);
      parentPort?.postMessage({ key, alarms, ...(alarms.length > 0 && { report }) } satisfies JustChecked);
    } catch (error) {
      // A busy machine may be too slow for its observer: the next run checks it again.
      process.stderr.write(`${key}: not checked, ${error}\n`);
    }
  });
  return [];
}
