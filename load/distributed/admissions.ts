import { createHash, randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { Seal } from './channel/encryption.ts';
import { admissionsKey, keptMs } from './channel/keys.ts';
import type { Admission, WorkerNews } from './channel/protocol.ts';

/** Drawn by a worker for one run: what was said to another one, or in an old run, does not open with it. */
export function newNonce(): string {
  return randomBytes(16).toString('hex');
}

const noncePattern = /^[0-9a-f]{32}$/;

/** The SHA-256 of a run as it is announced (hex). */
export function specHashOf(spec: string): string {
  return createHash('sha256').update(spec).digest('hex');
}

/** Seals what is said to one worker in one run. */
export function admissionSeal(secret: string, runId: string, nonce: string): Seal {
  return new Seal(secret, `${runId}:${nonce}`);
}

export interface AdmissionsOptions {
  readonly redis: Redis;
  readonly runId: string;
  /** The webhook's. */
  readonly secret: string;
  /** The run as it is announced. */
  readonly spec: string;
}

/** The coordinator's answers to workers that ask to take part. */
export class Admissions {
  readonly #options: AdmissionsOptions;
  readonly #admission: Admission;
  /** The nonce with which each worker was admitted. */
  readonly #admitted = new Map<string, string>();

  constructor(options: AdmissionsOptions) {
    this.#options = options;
    this.#admission = { specHash: specHashOf(options.spec), key: randomBytes(32).toString('base64') };
  }

  /** Seals what is said in this run to those who were admitted. */
  get seal(): Seal {
    return new Seal(this.#admission.key, this.#options.runId);
  }

  /** Answers those who asked since the last call. */
  async answer(workers: ReadonlyMap<string, WorkerNews>): Promise<void> {
    const { redis, runId, secret } = this.#options;
    const key = admissionsKey(runId);
    for (const [name, { nonce }] of workers) {
      if (nonce === undefined || !noncePattern.test(nonce) || this.#admitted.get(name) === nonce) continue;
      this.#admitted.set(name, nonce);
      const text = admissionSeal(secret, runId, nonce).seal('admission', this.#admission);
      await redis.multi().hset(key, name, text).pexpire(key, keptMs).exec();
    }
  }

  async forget(): Promise<void> {
    await this.#options.redis.del(admissionsKey(this.#options.runId));
  }
}
