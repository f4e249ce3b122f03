import { randomInt } from 'node:crypto';
import {
  assertUsableUrl,
  type Connector,
  defaultProfile,
  defaultSettings,
  type Fault,
  freshConnections,
  type Header,
  HookswitchError,
  keptConnections,
  type Method,
  type Profile,
  type Settings,
  sampleMessage,
  type Webhook,
} from '../simulator/index.ts';
import { messageBytes } from '../simulator/request.ts';
import { clip, oneLine } from '../suites/reports/visible.ts';
import { parseEventName } from './event-name.ts';
import { type FaultTraits, findFault, traitsOf } from './find-fault.ts';
import { parseHeaders } from './headers.ts';
import type { Io } from './io.ts';
import { type ProfileFlags, readProfile } from './profile-file.ts';
import { readMessage } from './read-message.ts';
import { requireSecret, type SecretFlags } from './secret.ts';

export interface SendFlags extends SecretFlags, ProfileFlags {
  readonly event: string;
  /** A file whose bytes are sent as they are; `-` is standard input. */
  readonly body?: string;
  readonly fault?: string;
  readonly count: number;
  readonly concurrency: number;
  readonly seed?: number;
  readonly json?: boolean;
  readonly method?: Method;
  readonly header: readonly string[];
  readonly allowHost: readonly string[];
  readonly insecure?: boolean;
  readonly timeout?: number;
  readonly retries?: number;
}

/** All that sending needs, checked. */
export interface SendPlan {
  readonly webhook: Webhook;
  readonly settings: Settings;
  readonly profile: Profile;
  readonly headers: readonly Header[];
  readonly connector: Connector;
  readonly fault: Fault | undefined;
  readonly traits: FaultTraits;
  /** What draws the messages; none when they are a file's. */
  readonly seed: number | undefined;
  /** The event, or the file. */
  readonly what: string;
  readonly messages: number;
  readonly concurrency: number;
  /** The bytes of message `n`, from 1; a report of what happens now. */
  readonly bytesOf: (n: number) => Uint8Array;
}

const maxBytesAtOnce = 1024 ** 3;

/**
 * Checks what was given; `undefined` when Ctrl-C came while the message was read.
 *
 * @throws HookswitchError for each mistake of use.
 */
export async function planOf(href: string, flags: SendFlags, io: Io): Promise<SendPlan | undefined> {
  assertUsableUrl(href, flags.allowHost, 'the receiver');
  const webhook = { url: href, secret: requireSecret(flags, io), method: flags.method ?? 'POST' };
  const event = parseEventName(flags.event);
  const profile = { ...defaultProfile, ...readProfile(flags, io) };
  const fault = flags.fault === undefined ? undefined : findFault(flags.fault);
  const connection = { allowHosts: flags.allowHost, insecure: flags.insecure === true };
  const plan = {
    webhook,
    settings: {
      timeoutSeconds: flags.timeout ?? defaultSettings.timeoutSeconds,
      retryCount: flags.retries ?? defaultSettings.retryCount,
    },
    profile,
    headers: parseHeaders(flags.header),
    connector: profile.connections === 'kept' ? keptConnections(connection) : freshConnections(connection),
    fault,
    traits: traitsOf(fault, webhook, profile),
    messages: flags.count,
    concurrency: Math.min(flags.concurrency, flags.count),
  };
  if (flags.body !== undefined) {
    const bytes = await readMessage(flags.body, io);
    if (bytes === undefined) return undefined;
    assertFits(bytes.length, plan.concurrency);
    const what = flags.body === '-' ? 'standard input' : clip(oneLine(flags.body), 60);
    return { ...plan, seed: undefined, what, bytesOf: () => bytes };
  }
  const seed = flags.seed ?? randomInt(2 ** 31);
  const bytesOf = (n: number) => {
    const updateTime = Math.floor(Date.now() / 1000);
    return messageBytes(sampleMessage({ event, seed, n: n - 1, updateTime }), profile);
  };
  return { ...plan, seed, what: event, bytesOf };
}

function assertFits(bytes: number, concurrency: number): void {
  if (bytes * concurrency <= maxBytesAtOnce) return;
  throw new HookswitchError(
    'bad-flag',
    `--concurrency ${concurrency} with a message of ${bytes} bytes would need more than 1 GiB of memory; lower it to ${Math.floor(maxBytesAtOnce / bytes)}`,
  );
}
