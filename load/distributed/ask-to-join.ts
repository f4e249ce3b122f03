import type { Redis } from 'ioredis';
import { systemClock } from '../../simulator/index.ts';
import { admissionCipher, newNonce, specHashOf } from './admissions.ts';
import { MessageCipher } from './channel/encryption.ts';
import { admissionsKey, keptMs, workersKey } from './channel/keys.ts';
import { type Admission, coordinatorSilentMs, type WorkerHeartbeat } from './channel/protocol.ts';
import { type Announcement, announced } from './channel/run-key.ts';
import type { RedisClock } from './clock.ts';

interface Asking {
  readonly redis: Redis;
  readonly clock: RedisClock;
  readonly run: Announcement;
  /** The worker's name in the run. */
  readonly name: string;
  readonly secret: string;
  /** The run, decrypted with the secret. */
  readonly cipher: MessageCipher;
  readonly signal: AbortSignal;
}

const pollEveryMs = 100;

/**
 * Asks the coordinator to join its run, with a nonce. Only a coordinator that has the secret now can answer, so a replayed run can't be
 * joined. Returns the key for the run's messages; `undefined` if there is no response.
 */
export async function askToJoin(asking: Asking): Promise<MessageCipher | undefined> {
  const { redis, run, name, secret, signal } = asking;
  const nonce = newNonce();
  await ask(asking, nonce);
  const answers = admissionCipher(secret, run.id, nonce);
  const specHash = specHashOf(run.spec);
  const endsAt = performance.now() + coordinatorSilentMs;
  while (!signal.aborted && performance.now() < endsAt && (await isThere(asking))) {
    const text = await redis.hget(admissionsKey(run.id), name);
    const admission =
      text === null ? undefined : (answers.decrypt('admission', text) as Admission | undefined);
    if (admission?.specHash === specHash) return new MessageCipher(admission.key, run.id);
    await systemClock.sleep(pollEveryMs, signal);
  }
  return undefined;
}

async function ask({ redis, clock, run, name, cipher }: Asking, nonce: string): Promise<void> {
  const heartbeat: WorkerHeartbeat = { state: 'joining', nonce, at: clock.now(), ...clock.difference() };
  const key = workersKey(run.id);
  await redis.multi().hset(key, name, cipher.encrypt('worker', heartbeat)).pexpire(key, keptMs).exec();
}

/** Another run may have started. */
async function isThere({ redis, run }: Asking): Promise<boolean> {
  return (await announced(redis))?.id === run.id;
}
