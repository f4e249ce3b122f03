import { assertPlaceholder } from '../observation/index.ts';
import { isFetchHandler } from '../receiver/index.ts';
import type { RunState } from '../runner/index.ts';
import {
  assertUsableSecret,
  assertUsableSettings,
  assertUsableUrl,
  defaultSettings,
  HookswitchError,
} from '../simulator/index.ts';
import { flagOf } from '../text/words/flags.ts';
import { isTimeSimulated } from '../time/index.ts';
import { assertSeenThrough } from './adaptation/adaptations.ts';
import type { CheckOptions, CheckToLoad, CommonCheckOptions } from './check-options.ts';
import { assertInBounds, assertKinds } from './option-kinds.ts';
import { assertUsableSequence } from './sequences/usable.ts';

/**
 * Validates the options before anything starts.
 *
 * @throws HookswitchError `bad-url`, `host-not-allowed`, `bad-receiver`, `bad-observer`, `bad-downstream`, `bad-settings`, `bad-secret`,
 * `bad-sequence`.
 */
export function assertUsableOptions(options: CheckOptions | CheckToLoad): void {
  assertKinds(options);
  assertOneOfEach(options);
  assertUsableUrls(options);
  assertUsableSettings({ ...defaultSettings, ...options.settings });
  if (options.sequence !== undefined) assertUsableSequence(options.sequence);
  assertInBounds(options);
  assertKeepsSchedules(options);
  assertUsableSecrets(options);
  assertSeenThrough(options.adapt ?? []);
}

/** The headers are only for the receiver. */
const curlInstead = ' and give --observe-cmd with curl instead';

function assertUsableUrls({ url, observeUrl, allowHosts = [] }: CheckOptions | CheckToLoad): void {
  if (url !== undefined) assertUsableUrl(url, allowHosts, 'the receiver');
  if (observeUrl === undefined) return;
  assertUsableUrl(observeUrl, allowHosts, 'the observer', curlInstead);
  assertPlaceholder(observeUrl);
}

/** Options of which at most one can be given. */
const alternatives = [
  ['bad-receiver', ['url', 'receiver']],
  ['bad-observer', ['observe', 'observeUrl', 'observeCmd']],
  ['bad-downstream', ['downstream', 'downstreamPort']],
] as const;

/** @throws HookswitchError `bad-receiver`, `bad-observer`, `bad-downstream` if options contradict each other. */
function assertOneOfEach(options: CheckOptions | CheckToLoad): void {
  const { url, receiver, receiverPath, observe } = options;
  for (const [code, names] of alternatives) {
    const [first, second] = names.filter((name) => options[name] !== undefined);
    if (first === undefined || second === undefined) continue;
    const [one, other] = [flagOf(first), flagOf(second)];
    throw new HookswitchError(code, `both ${one} and ${other} are given; give one of them`);
  }
  if (!('load' in options) && url === undefined && receiver === undefined)
    throw new HookswitchError('bad-receiver', 'neither url nor receiver is given; give one of them');
  if (url !== undefined && receiverPath !== undefined)
    throw new HookswitchError(
      'bad-receiver',
      'receiverPath only works with receiver; a url already contains its path',
    );
  if (observe !== undefined && typeof observe !== 'function')
    throw new HookswitchError('bad-observer', 'observe is not a function; use (sn) => state, or observeUrl');
}

/** Only simulated time keeps a schedule. @throws HookswitchError `bad-settings`. */
function assertKeepsSchedules({ schedules, time }: CommonCheckOptions): void {
  if (schedules === undefined || time === 'simulated' || isTimeSimulated()) return;
  throw new HookswitchError('bad-settings', '--schedules only works with --time simulated');
}

/** @throws HookswitchError `bad-secret`. */
function assertUsableSecrets({ secret = '', previousSecret }: Partial<CommonCheckOptions>): void {
  assertUsableSecret(secret, 'the secret');
  if (previousSecret === undefined) return;
  assertUsableSecret(previousSecret, 'the previous secret');
  if (previousSecret !== secret) return;
  throw new HookswitchError(
    'bad-secret',
    'the previous secret is the same as the secret; give the one that the webhook had before, or none',
  );
}

/** In the fetch standard, a GET has no body. A fetch handler would be blamed for messages that it can't see. */
export function assertCanBeSeen(
  { target: { webhook, profile } }: RunState,
  { receiver }: CheckOptions,
): void {
  if (!isFetchHandler(receiver) || webhook.method !== 'GET' || profile.payloadIn !== 'body') return;
  throw new HookswitchError(
    'bad-receiver',
    "a fetch handler never sees the body of a GET; give profile: { payloadIn: 'query' }, or method POST",
  );
}
