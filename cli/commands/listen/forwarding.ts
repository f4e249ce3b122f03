import { createForwarder, type Forwarder } from '../../../listener/forwarding/forwarder.ts';
import { createRedaction, type Redaction } from '../../../listener/redaction/redact-arrival.ts';
import { generateSecret, HookswitchError } from '../../../simulator/index.ts';
import type { Io } from '../../shared/io.ts';
import { secretInVariable } from '../../shared/secret.ts';
import type { ListenFlags } from './command.ts';

/** Tunnels and networks take some of the sender's time (ms). */
const reservedMs = 250;

/** @throws HookswitchError `bad-url`, `host-not-allowed`, `bad-flag`. */
export function forwarderOf({
  forwardTo,
  timeout,
  allowHost,
  insecure = false,
  port,
}: ListenFlags): Forwarder | undefined {
  if (forwardTo === undefined) return undefined;
  const timeoutMs = timeout * 1000 - reservedMs;
  const forwarder = createForwarder({ url: forwardTo, timeoutMs, allowHosts: allowHost, insecure });
  if (!isOwnAddress(new URL(forwardTo), port)) return forwarder;
  throw new HookswitchError(
    'bad-flag',
    '--forward-to is the address at which listen itself listens; choose another with --port',
  );
}

/** Replacements depend on the secret, so that the next run makes the same ones. Without a secret, they differ in each run. */
export function redactionOf(flags: ListenFlags, secret: string | undefined, io: Io): Redaction | undefined {
  const { redact, resignEnv } = flags;
  if (resignEnv !== undefined && !redact)
    throw new HookswitchError('bad-flag', '--resign-env only works with --redact; add --redact');
  const resignSecret = resignEnv === undefined ? undefined : secretInVariable(resignEnv, '--resign-env', io);
  return redact ? createRedaction(secret ?? generateSecret(), resignSecret) : undefined;
}

/** It would forward each request to itself, endlessly. */
function isOwnAddress({ hostname, port }: URL, ownPort: number): boolean {
  return Number(port || 80) === ownPort && /^(localhost|127\..*|\[::1\])$/.test(hostname);
}
