import type { Redis } from 'ioredis';
import { HookswitchError, systemClock } from '../../simulator/index.ts';
import { displayUrl } from '../../text/secrets/redact.ts';
import { toolVersion } from '../../text/version.ts';
import { assertUsableLoad, type LoadTarget } from '../index.ts';
import { safeguardsFor } from '../remote-host.ts';
import { rateInWords } from '../report/text.ts';
import { askToJoin } from './ask-to-join.ts';
import { MessageCipher } from './channel/encryption.ts';
import { keptMs, workersKey } from './channel/keys.ts';
import { coordinatorSilentMs, type JoinRefusal, type RunSpec } from './channel/protocol.ts';
import { openRedis, type RedisLink, redisTrouble } from './channel/redis.ts';
import { type Announcement, announced } from './channel/run-key.ts';
import { RedisClock } from './clock.ts';
import type { WorkerSetup } from './part.ts';
import { takePart } from './take-part.ts';

const pollEveryMs = 250;

/**
 * Joins loads that are announced in Redis until it is stopped.
 *
 * @throws HookswitchError `bad-url`, `missing-package`, `redis-unreachable`.
 */
export async function serveRuns(setup: WorkerSetup): Promise<void> {
  const link = await openRedis(setup.redisUrl, setup.env);
  try {
    setup.say(`Worker ${setup.name} is waiting for loads at Redis ${link.place}`);
    await Promise.race([serve(setup, link), link.gone]);
  } catch (error) {
    throw redisTrouble(error, link);
  } finally {
    link.close();
  }
}

async function serve(setup: WorkerSetup, link: RedisLink): Promise<void> {
  const known = new Set<string>();
  while (!setup.signal.aborted) {
    const run = await announced(link.redis);
    if (run && run.state === 'open' && !known.has(run.id)) {
      remember(known, run.id);
      const hasPart = await join(setup, link, run);
      if (hasPart && setup.isOnce) return;
    }
    await systemClock.sleep(pollEveryMs, setup.signal);
  }
}

const maxRemembered = 1000;

/** Joins each run once. */
function remember(known: Set<string>, id: string): void {
  known.add(id);
  for (const oldest of known) if (known.size > maxRemembered) known.delete(oldest);
}

/** Whether it joined. */
async function join(setup: WorkerSetup, link: RedisLink, run: Announcement): Promise<boolean> {
  const cipher = new MessageCipher(setup.secret, run.id);
  const spec = cipher.decrypt('run', run.spec) as RunSpec | undefined;
  const refuse = async (why: JoinRefusal, sentence: string) => {
    setup.say(`Not joining the load: ${sentence}`);
    await link.redis.hset(workersKey(run.id), setup.name, why);
    await link.redis.pexpire(workersKey(run.id), keptMs);
    return false;
  };
  if (!spec) return refuse('other-secret', 'it uses a different secret; start this worker with the same one');
  if (spec.toolVersion !== toolVersion) {
    return refuse(
      'other-version',
      `it runs hookswitch ${spec.toolVersion}, but this worker runs ${toolVersion}; install the same version`,
    );
  }
  const target = targetOf(setup, spec);
  let abortOn: number | undefined;
  try {
    assertUsableLoad(target, spec.options);
    abortOn = abortShareOf(setup, spec);
  } catch (error) {
    if (!(error instanceof HookswitchError)) throw error;
    return refuse(error.code === 'host-not-allowed' ? 'host-not-allowed' : 'bad-run', error.message);
  }
  const clock = await RedisClock.of(link.redis);
  const name = await claimName(link.redis, run.id, setup.name);
  const { redis } = link;
  const { secret, signal } = setup;
  const admitted = await askToJoin({ redis, clock, run, name, secret, cipher, signal });
  if (!admitted) {
    if (!signal.aborted) setup.say(`Not joining the load: ${unanswered}`);
    return false;
  }
  setup.say(
    `Load-testing ${spec.method} ${displayUrl(spec.url)} with other workers, ${rateInWords(spec.options.plan.rate)} in total …`,
  );
  const part = { name, setup, link, run, cipher, admitted, spec, target, clock, abortOn };
  const { slices, sent } = await takePart(part);
  setup.say(`${sent} messages sent, in ${slices} slices`);
  return true;
}

const unanswered = `the coordinator did not respond within ${coordinatorSilentMs / 1000} s; this load may be left over from an earlier run`;

/**
 * This machine also checks whether the host may be loaded, the ramp, and when to stop. Returns the share of failing attempts at which to
 * stop.
 *
 * @throws HookswitchError `host-not-allowed`, `bad-load`.
 */
function abortShareOf({ iOwnThisHost }: WorkerSetup, { url, abortOn, options }: RunSpec): number | undefined {
  const safeguards = safeguardsFor(url, { rate: options.plan.rate, iOwnThisHost });
  if (safeguards.rampMs !== undefined && options.plan.rampMs === undefined)
    throw new HookswitchError(
      'bad-load',
      `a load on ${new URL(url).hostname} must start with a ramp; start the load again with a ramp, such as 10s`,
    );
  return abortOn ?? safeguards.abortOn;
}

const maxOfOneName = 1000;

/** Distinguishes workers with the same name, including one that crashed and was restarted. */
async function claimName(redis: Redis, runId: string, name: string): Promise<string> {
  for (let n = 1; n <= maxOfOneName; n += 1) {
    const claimed = n === 1 ? name : `${name}-${n}`;
    if ((await redis.hsetnx(workersKey(runId), claimed, 'claimed')) === 1) return claimed;
  }
  throw new HookswitchError('bad-flag', `too many workers are named ${name}; give each its own --name`);
}

function targetOf({ secret, allowHosts }: WorkerSetup, spec: RunSpec): LoadTarget {
  return {
    webhook: { url: spec.url, secret, method: spec.method },
    headers: spec.headers,
    connection: { allowHosts, insecure: spec.insecure },
  };
}
