import { isIP } from 'node:net';
import type { Redis } from 'ioredis';
import { HookswitchError } from '../../simulator/index.ts';
import { defined } from '../../text/defined.ts';
import { bareHost } from '../../text/formats/bare-host.ts';
import { createRedactor } from '../../text/secrets/redact.ts';
import { quote } from '../../text/words/quote.ts';

/** The tested versions. */
const packages = 'bullmq@6.7.0 ioredis@6.0.0';
const passwordEnv = 'HOOKSWITCH_REDIS_PASSWORD';

const connectMs = 5000;
const answerMs = 10_000;
/** How long Redis may be unavailable: 20 tries, 250 ms apart. */
const tries = 20;
const againMs = 250;

/** A connection to Redis, and BullMQ. */
export interface RedisLink {
  readonly redis: Redis;
  readonly bull: typeof import('bullmq');
  /** The URL, safe to show. */
  readonly place: string;
  /** Never resolves. Rejects with `redis-unreachable` once Redis is lost for good. */
  readonly gone: Promise<never>;
  close(): void;
}

/** @throws HookswitchError `bad-url`, `missing-package`, `redis-unreachable`. */
export async function openRedis(href: string, env: NodeJS.ProcessEnv): Promise<RedisLink> {
  const { place, ...address } = parseRedisUrl(href);
  const { Client, bull } = await loadPackages();
  let last: string | undefined;
  let isClosing = false;
  const redis = new Client({
    ...address,
    ...(env[passwordEnv] ? { password: env[passwordEnv] } : {}),
    lazyConnect: true,
    connectTimeout: connectMs,
    commandTimeout: answerMs,
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (times > tries ? null : againMs),
  });
  const { text: masked } = createRedactor([env[passwordEnv] ?? '']);
  redis.on('error', (error: Error) => {
    last = masked(reasonOf(error));
  });
  const gone = new Promise<never>((_, reject) =>
    redis.on('end', () => {
      if (!isClosing) reject(unreachable(place, last ?? 'it does not respond'));
    }),
  );
  gone.catch(() => {});
  const close = () => {
    isClosing = true;
    redis.disconnect();
  };
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    close();
    throw unreachable(place, last ?? masked(reasonOf(error as Error)));
  }
  return { redis, bull, place, gone, close };
}

/** A Redis failure as a usage error. Other errors are unchanged. */
export function redisTrouble(error: unknown, { place }: Pick<RedisLink, 'place'>): unknown {
  if (!(error instanceof Error) || error.name === 'HookswitchError') return error;
  const isRedis =
    error.name === 'ReplyError' ||
    /^(Connection is closed|Command timed out|Stream isn't writeable)/.test(error.message);
  return isRedis ? unreachable(place, reasonOf(error)) : error;
}

function unreachable(place: string, reason: string): HookswitchError {
  const what = /NOAUTH|WRONGPASS/.test(reason)
    ? `it rejected the password; set ${passwordEnv} to the Redis password`
    : /certificate/i.test(reason)
      ? `${reason}; set NODE_EXTRA_CA_CERTS to the path of the CA certificate that Redis uses`
      : `${reason}; check that Redis is running and that this machine can reach it`;
  return new HookswitchError('redis-unreachable', `Redis at ${place} cannot be used: ${what}`);
}

const maxReasonLength = 200;

/** Without the arguments of an unknown command, which Redis repeats: those of AUTH are the user and the password. */
function reasonOf({ message, ...rest }: Error & { code?: string }): string {
  const [reason = ''] = message.split(/, with args beginning with:/i, 1);
  return (reason || rest.code || 'it does not respond').slice(0, maxReasonLength);
}

const defaultPort = 6379;

/** `redis://[user@]host[:port][/db]`, or `rediss://` for TLS. `place` is safe to show. */
export function parseRedisUrl(href: string) {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') {
    const shown = url?.password ? 'the address of Redis' : quote(href.slice(0, 80));
    throw new HookswitchError('bad-url', `${shown} must be redis://HOST:PORT, or rediss://HOST:PORT for TLS`);
  }
  if (url.password !== '') {
    throw new HookswitchError(
      'bad-url',
      `the address of Redis contains a password, which others can read; set ${passwordEnv} to the password instead`,
    );
  }
  const [, db] = /^\/?(\d{0,4})$/.exec(url.pathname) ?? [];
  if (db === undefined || url.search !== '' || url.hash !== '') {
    throw new HookswitchError(
      'bad-url',
      'after the port, the address of Redis may only have a database number, such as redis://localhost:6379/2',
    );
  }
  const host = bareHost(url.hostname);
  const port = Number(url.port) || defaultPort;
  const tls = url.protocol === 'rediss:' ? (isIP(host) === 0 ? { servername: host } : {}) : undefined;
  const username = url.username === '' ? undefined : decodeURIComponent(url.username);
  return { host, port, db: Number(db), ...defined({ username, tls }), place: `${url.hostname}:${port}` };
}

/** Only needed for load from several machines. */
async function loadPackages() {
  try {
    const [{ Redis: Client }, bull] = await Promise.all([import('ioredis'), import('bullmq')]);
    return { Client, bull };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new HookswitchError(
      'missing-package',
      `a load from several machines needs two more packages: npm install ${packages}`,
    );
  }
}
