import { randomInt } from 'node:crypto';
import type { SendPlan } from '../../../sending/plan.ts';
import { isToBeRefused, type WantedResponse, wantedOf } from '../../../sending/wanted.ts';
import {
  assertUsableUrl,
  chooseProfile,
  type Fault,
  givenFault,
  HookswitchError,
  type WebhookEntry,
} from '../../../simulator/index.ts';
import { cutsConnection } from '../../../simulator/sender/dispatch.ts';
import { readProfile } from '../../shared/files/profile-file.ts';
import { parseHeaders } from '../../shared/headers.ts';
import type { Io } from '../../shared/io.ts';
import { requireSecret } from '../../shared/secret.ts';
import { connectionOf, settingsOf } from '../../shared/sender-options.ts';
import type { SendFlags } from './command.ts';
import { messageSourceOf } from './source.ts';
import { readWebhooks } from './webhooks-file.ts';

const maxBytesAtOnce = 1024 ** 3;

/**
 * Validates the options; `undefined` if Ctrl-C came while the message was read.
 *
 * @throws HookswitchError for each usage error.
 */
export async function planOf(
  href: string | undefined,
  flags: SendFlags,
  io: Io,
): Promise<SendPlan | undefined> {
  if (flags.resume && flags.journal === undefined) throw resumesWhat;
  const webhooks = webhooksOf(href, flags, io);
  const fault = flags.fault === undefined ? undefined : givenFault(flags.fault, 'bad-flag', '--fault: ');
  const seed = flags.seed ?? randomInt(2 ** 31);
  const isVaried = flags.vary === true;
  const profile = chooseProfile(readProfile(flags, io), isVaried ? seed : undefined);
  const source = await messageSourceOf(flags, { seed, profile }, io);
  if (!source) return undefined;
  const concurrency = Math.min(flags.concurrency, Math.max(1, source.messages));
  assertFits(source.largestBytes, concurrency);
  const what = { webhooks, profile, fault };
  const wanted = wantedOf(what, expectationOf(flags));
  return {
    webhooks,
    settings: settingsOf(flags),
    profile,
    headers: parseHeaders(flags.header),
    connection: connectionOf(flags),
    fault,
    source,
    seed: source.isGenerated || isVaried ? seed : undefined,
    isVaried,
    concurrency,
    wanted,
    isSentOnce: isToBeRefused(what) || isTrial(flags, fault),
  };
}

function expectationOf({ expectStatus, expectWithin }: SendFlags): WantedResponse | undefined {
  if (expectStatus === undefined && expectWithin === undefined) return undefined;
  return { statuses: expectStatus, withinMs: expectWithin };
}

/** An expectation is about one response, unless a fault closes the first connection or the user asks for retries. */
function isTrial(flags: SendFlags, fault: Fault | undefined): boolean {
  if (expectationOf(flags) === undefined || flags.retries !== undefined) return false;
  return fault === undefined || !cutsConnection(fault, new Uint8Array(1));
}

function webhooksOf(href: string | undefined, flags: SendFlags, io: Io): WebhookEntry[] {
  if (flags.webhooks === undefined) {
    if (href === undefined) throw missingUrl;
    assertUsableUrl(href, flags.allowHost, 'the receiver');
    return [{ url: href, secret: requireSecret(flags, io), method: flags.method ?? 'POST' }];
  }
  const contradiction = href !== undefined ? 'a URL' : flags.method !== undefined ? '--method' : undefined;
  if (contradiction !== undefined) {
    const sentence = `--webhooks takes the webhooks from a file; leave out ${contradiction}`;
    throw new HookswitchError('bad-flag', sentence);
  }
  return readWebhooks(flags.webhooks, flags, io);
}

const missingUrl = new HookswitchError(
  'bad-flag',
  'no receiver: give its URL, or --webhooks with a file of up to five webhooks',
);

const resumesWhat = new HookswitchError(
  'bad-flag',
  '--resume sends the pending messages of a journal; give its file with --journal',
);

function assertFits(bytes: number, concurrency: number): void {
  if (bytes * concurrency <= maxBytesAtOnce) return;
  throw new HookswitchError(
    'bad-flag',
    `--concurrency ${concurrency} with a message of ${bytes} bytes would need more than 1 GiB of memory; lower it to ${Math.floor(maxBytesAtOnce / bytes)}`,
  );
}
