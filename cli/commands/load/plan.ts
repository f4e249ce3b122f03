import { randomInt } from 'node:crypto';
import { parseRedisUrl } from '../../../load/distributed/redis.ts';
import { assertUsableLoad, type LoadOptions, type LoadPlan, type LoadTarget } from '../../../load/index.ts';
import { safeguardsFor } from '../../../load/remote-host.ts';
import type { Setup, Via } from '../../../load/setup.ts';
import { trafficFor } from '../../../load/workload/traffic.ts';
import { commandObserver, httpObserver, type Observer } from '../../../observation/index.ts';
import {
  assertUsableUrl,
  chooseProfile,
  freshConnections,
  HookswitchError,
  type Profile,
} from '../../../simulator/index.ts';
import { defined } from '../../../text/defined.ts';
import { redactorOf } from '../../../text/secrets/redact.ts';
import { readProfile } from '../../shared/files/profile-file.ts';
import { parseHeaders } from '../../shared/headers.ts';
import type { Io } from '../../shared/io.ts';
import { requireSecret } from '../../shared/secret.ts';
import { connectionOf, settingsOf } from '../../shared/sender-options.ts';
import type { LoadFlags } from './command.ts';

const defaultRate = 100;
const defaultDurationMs = 10_000;
const defaultConnections = 256;
const defaultSettleMs = 2000;

/** @throws HookswitchError for each usage error. */
export function setupOf(url: string, flags: LoadFlags, io: Io): Setup {
  assertUsableUrl(url, flags.allowHost, 'the receiver');
  const seed = flags.seed ?? randomInt(2 ** 31);
  const given = readProfile(flags, io);
  const profile = chooseProfile(given, flags.vary ? seed : undefined);
  const durationMs = flags.duration ?? (flags.count === undefined ? defaultDurationMs : undefined);
  const safeguards = safeguardsFor(url, flags, durationMs);
  const plan = planOf(flags, durationMs, safeguards.rampMs, seed);
  const connection = connectionOf(flags);
  const webhook = { url, secret: requireSecret(flags, io), method: flags.method ?? 'POST' };
  const target = { webhook, headers: parseHeaders(flags.header), connection };
  const settings = settingsOf(flags);
  const options: LoadOptions = {
    plan,
    traffic: trafficFor(
      plan,
      defined({ events: flags.events, repeated: flags.repeated, forged: flags.forged }),
    ),
    settings,
    profile,
    connections: flags.connections ?? defaultConnections,
    reuse: reuseOf(flags, given),
    sign: flags.sign ?? 'each',
  };
  assertUsableLoad(target, options);
  if (flags.findLimit) assertCanSearch(flags);
  return {
    target,
    options,
    thresholds: { maxP99Ms: flags.maxP99 ?? settings.timeoutSeconds * 1000, maxFailed: flags.maxFailed ?? 0 },
    observer: observerOf(flags, connection),
    redactor: redactorOf({
      secrets: [webhook.secret],
      urls: [url, flags.observeUrl],
      headers: target.headers,
    }),
    settleMs: flags.settle ?? defaultSettleMs,
    waitMs: flags.wait ?? 0,
    via: viaOf(flags, io),
    abortOn: safeguards.abortOn,
  };
}

function planOf(
  flags: LoadFlags,
  durationMs: number | undefined,
  rampMs: number | undefined,
  seed: number,
): LoadPlan {
  const { rate = defaultRate, count, arrivals = 'poisson', burstSize } = flags;
  if (burstSize !== undefined && arrivals !== 'burst')
    throw new HookswitchError('bad-flag', '--burst-size only works with --arrivals burst; add it');
  return {
    rate,
    seed,
    arrivals,
    ...defined({ durationMs, count, rampMs, burstSize }),
  };
}

/** Older Yeastar senders open a connection per event. This may use up the tool's ports, so it is optional. */
function reuseOf({ freshConnections }: LoadFlags, { connections = 'kept' }: Partial<Profile>) {
  return freshConnections ? 'fresh' : connections;
}

function observerOf(flags: LoadFlags, connection: LoadTarget['connection']): Observer | undefined {
  const { observeUrl, observeCmd, allowHost } = flags;
  if (observeUrl !== undefined && observeCmd !== undefined) {
    throw new HookswitchError('bad-flag', 'give either --observe-url or --observe-cmd, not both');
  }
  if (observeUrl !== undefined) assertUsableUrl(observeUrl, allowHost, 'the observer');
  const observer =
    observeUrl !== undefined
      ? httpObserver(observeUrl, freshConnections(connection))
      : observeCmd === undefined
        ? undefined
        : commandObserver(observeCmd);
  if (observer && !observer.isPerPbx) {
    const [flag, where] =
      observeUrl === undefined ? ['cmd', 'YCM_SN in the command'] : ['url', '{sn} in the URL'];
    throw new HookswitchError('bad-flag', `--observe-${flag} must show a single PBX; use ${where}`);
  }
  return observer;
}

const defaultWorkers = 1;
const defaultWaitForWorkersMs = 30_000;

function viaOf({ via, workers, rate, findLimit, wait }: LoadFlags, { env }: Io): Via | undefined {
  if (via === undefined) {
    if (workers === undefined) return undefined;
    throw new HookswitchError('bad-flag', '--workers only works with --via');
  }
  if (rate === 'max' || findLimit) {
    const sentence = findLimit
      ? "--find-limit doesn't work with --via; leave one of them out"
      : "--rate max doesn't work with --via; give --rate a number";
    throw new HookswitchError('bad-flag', sentence);
  }
  parseRedisUrl(via);
  return {
    redisUrl: via,
    workers: workers ?? defaultWorkers,
    waitMs: wait ?? defaultWaitForWorkersMs,
    env,
  };
}

function assertCanSearch({ rate, count }: LoadFlags): void {
  if (rate === 'max') {
    throw new HookswitchError(
      'bad-flag',
      '--find-limit needs a rate to start with; give --rate a number instead of max',
    );
  }
  if (count !== undefined) {
    throw new HookswitchError(
      'bad-flag',
      '--find-limit tries each rate for a fixed time; give --duration instead of --count',
    );
  }
}
