import { randomInt } from 'node:crypto';
import type { CommonCheckOptions, ReceiverByUrl } from '../../../runner/check-options.ts';
import { readSequence } from '../../../runner/sequences/file.ts';
import { assertUsableUrl, chooseProfile, generateSecret, type Profile } from '../../../simulator/index.ts';
import { defined } from '../../../text/defined.ts';
import type { CheckConfig } from '../../shared/files/config.ts';
import { readProfile } from '../../shared/files/profile-file.ts';
import { parseHeaders } from '../../shared/headers.ts';
import type { Io } from '../../shared/io.ts';
import { findRetiredSecret, findSecret, requireSecret } from '../../shared/secret.ts';
import { connectionOf, settingsOf } from '../../shared/sender-options.ts';
import type { CheckFlags } from './options.ts';

/** The options of a check from flags and configuration, without the receiver and its secret. */
export type Checking = Omit<CommonCheckOptions, 'secret'> &
  Required<Pick<CommonCheckOptions, 'method' | 'seed'>>;

export function checkingOf(flags: CheckFlags, config: CheckConfig, io: Io): Checking {
  const retiredSecret = findRetiredSecret(flags.retiredSecretEnv, io);
  return {
    method: flags.method ?? 'POST',
    settings: settingsOf(flags),
    profile: { ...config.profile, ...readProfile(flags, io) },
    vary: flags.vary === true,
    thorough: flags.thorough === true,
    seed: flags.seed ?? randomInt(2 ** 31),
    headers: parseHeaders(flags.header),
    ...connectionOf(flags),
    exclude: flags.exclude,
    ...(flags.rules.length === 0 ? {} : { rules: flags.rules }),
    ...defined({ retiredSecret, observeUrl: flags.observeUrl, observeCmd: flags.observeCmd }),
    ...(config.observe && hasNoObserver(flags) ? { observe: config.observe } : {}),
    ...(flags.sequence === undefined ? {} : { sequence: readSequence(flags.sequence, io) }),
    ...defined({
      level: flags.level,
      runs: flags.runs,
      settleMs: flags.settle,
      waitMs: flags.wait,
      budgetMs: flags.budget,
      rate: flags.rate,
    }),
  };
}

/**
 * The same for a receiver at a URL. For `--exec` and `--dry-run` a secret is generated if none is given.
 *
 * @throws HookswitchError `bad-url`, `host-not-allowed`, `bad-secret`.
 */
export function optionsByUrl(
  url: string,
  flags: CheckFlags,
  config: CheckConfig,
  io: Io,
): Checking & ReceiverByUrl & Pick<CommonCheckOptions, 'secret'> {
  assertUsableUrl(url, flags.allowHost, 'the receiver');
  const needsNone = flags.exec !== undefined || flags.dryRun;
  const secret = findSecret(flags, io) ?? (needsNone ? generateSecret() : requireSecret(flags, io));
  return { ...checkingOf(flags, config, io), url, secret };
}

function hasNoObserver({ observeUrl, observeCmd }: CheckFlags): boolean {
  return observeUrl === undefined && observeCmd === undefined;
}

/** The sender's behavior in this check where the vendor is silent. */
export function profileOf({ profile = {}, vary, seed }: Checking): Profile {
  return chooseProfile(profile, vary ? seed : undefined);
}
