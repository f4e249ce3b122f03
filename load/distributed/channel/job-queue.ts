import type { Queue } from 'bullmq';
import type { LoadTick } from '../../index.ts';
import type { Stretch } from '../cut.ts';
import type { Gathered } from '../results/gathered.ts';
import { Ticks } from '../results/ticks.ts';
import type { MessageCipher } from './encryption.ts';
import { messagesKey, prefix, queueName } from './keys.ts';
import type { SliceJob, WorkerMessage } from './protocol.ts';
import type { RedisLink } from './redis.ts';

const maxMessagesAtOnce = 500;
/** Nobody reads BullMQ's events, so they must not fill Redis. */
const maxEvents = 1000;

/** Slices can be read by admitted workers. */
interface Ciphers {
  readonly messages: MessageCipher;
  readonly slices: MessageCipher;
}

/** Gives slices to the workers of a run and collects their messages. */
export class Handoff {
  readonly #link: RedisLink;
  readonly #runId: string;
  readonly #ciphers: Ciphers;
  readonly #queue: Queue;
  readonly #gathered: Gathered;
  readonly #ticks = new Ticks();
  /** How many slices were given out. */
  slices = 0;

  constructor(link: RedisLink, runId: string, ciphers: Ciphers, gathered: Gathered) {
    this.#link = link;
    this.#runId = runId;
    this.#ciphers = ciphers;
    this.#gathered = gathered;
    this.#queue = new link.bull.Queue(queueName(runId), {
      connection: link.redis,
      prefix,
      streams: { events: { maxLen: maxEvents } },
    });
    // Redis errors are reported by its connection.
    this.#queue.on('error', () => {});
  }

  /** `startAt`: the start of the plan (ms since 1970, by the clock of Redis). */
  async giveOut({ fromMs, slices }: Stretch, startAt: number): Promise<void> {
    const jobs = slices.map((cut) => {
      const job: SliceJob = { ...cut, n: this.slices, startAt, fromMs };
      this.slices += 1;
      this.#gathered.givenOut(job.n, cut);
      const opts = { removeOnComplete: true, removeOnFail: true };
      return { name: 'slice', data: this.#ciphers.slices.encrypt('slice', job), opts };
    });
    await this.#queue.addBulk(jobs);
  }

  async takeIn(): Promise<void> {
    for (;;) {
      const texts = await this.#link.redis.lpop(messagesKey(this.#runId), maxMessagesAtOnce);
      for (const text of texts ?? [])
        this.#receive(this.#ciphers.messages.decrypt('message', text) as WorkerMessage | undefined);
      if ((texts?.length ?? 0) < maxMessagesAtOnce) return;
    }
  }

  #receive(message: WorkerMessage | undefined): void {
    if (message?.kind === 'tick') this.#ticks.add(message.n, message.tick);
    if (message?.kind === 'taken-over') this.#gathered.takenOver(message.n, message.count);
    if (message?.kind !== 'end') return;
    this.#ticks.end(message.n, message.result);
    this.#gathered.end(message);
  }

  /** Counts since the last call. */
  tick(atMs: number): LoadTick {
    return this.#ticks.take(atMs);
  }

  /** Takes back slices that no worker has yet. */
  async takeBack(): Promise<void> {
    await this.#queue.drain();
  }

  /** Deletes everything from Redis. */
  async close(): Promise<void> {
    await this.#queue.obliterate({ force: true });
    await this.#link.redis.del(messagesKey(this.#runId));
    await this.#queue.close();
  }
}
