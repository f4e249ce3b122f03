import type { MessageCipher } from './channel/encryption.ts';
import { workersKey } from './channel/keys.ts';
import { type JoinRefusal, joinRefusals, silentMs, type WorkerHeartbeat } from './channel/protocol.ts';
import type { RedisLink } from './channel/redis.ts';

const maxWorkers = 10_000;

/** The workers of a run, as they describe themselves. */
export class WorkerRegistry {
  /** The last heartbeat of each. */
  readonly workers = new Map<string, WorkerHeartbeat>();
  readonly refused = new Map<string, JoinRefusal>();
  readonly #link: RedisLink;
  readonly #runId: string;
  readonly #cipher: MessageCipher;

  constructor(link: RedisLink, runId: string, cipher: MessageCipher) {
    this.#link = link;
    this.#runId = runId;
    this.#cipher = cipher;
  }

  async read(): Promise<void> {
    const said = await this.#link.redis.hgetall(workersKey(this.#runId));
    for (const [worker, text] of Object.entries(said).slice(0, maxWorkers)) {
      if (!isWorkerName(worker)) continue;
      if (Object.hasOwn(joinRefusals, text)) this.refused.set(worker, text as JoinRefusal);
      const heartbeat = this.#cipher.decrypt('worker', text) as WorkerHeartbeat | undefined;
      if (heartbeat) this.workers.set(worker, heartbeat);
    }
  }

  /** How many can send, at a time of Redis. */
  ready(now: number): number {
    return this.#notSilent(now).filter(({ state }) => state === 'ready').length;
  }

  /** The number of workers, including those about to leave. */
  present(now: number): number {
    return this.#notSilent(now).length;
  }

  async forget(): Promise<void> {
    await this.#link.redis.del(workersKey(this.#runId));
  }

  #notSilent(now: number): WorkerHeartbeat[] {
    return [...this.workers.values()].filter((heartbeat) => !isSilent(heartbeat, now));
  }
}

function isSilent({ at }: WorkerHeartbeat, now: number): boolean {
  return now - at > silentMs;
}

/** Names are shown to people. */
function isWorkerName(text: string): boolean {
  return /^[\w.-]{1,80}$/.test(text);
}
