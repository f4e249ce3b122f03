import { randomInt } from 'node:crypto';
import {
  type CheckToLoad,
  type CommonCheckOptions,
  type ReceiverByUrl,
  readBaseline,
  readSequence,
} from '../../../check/index.ts';
import type { CheckFlags } from '../../../options/check.ts';
import { libraryValues } from '../../../options/library-values.ts';
import type { Baseline } from '../../../schemas/index.ts';
import { assertUsableUrl, chooseProfile, generateSecret, type Profile } from '../../../simulator/index.ts';
import { rules } from '../../../suites/index.ts';
import { defined } from '../../../text/defined.ts';
import type { CheckConfig } from '../../shared/files/config.ts';
import { readProfile } from '../../shared/files/profile-file.ts';
import { parseHeaders } from '../../shared/headers.ts';
import type { Io } from '../../shared/io.ts';
import { findPreviousSecret, findSecret, requireSecret } from '../../shared/secret.ts';
import { settingsOf } from '../../shared/sender-options.ts';

/** The options of a check from flags and configuration, without the receiver and its secret. */
type Checking = Omit<CommonCheckOptions, 'secret'> & Required<Pick<CommonCheckOptions, 'method' | 'seed'>>;

/** The same with the receiver and its secret. */
export type CheckingByUrl = Checking & ReceiverByUrl & Pick<CommonCheckOptions, 'secret'>;

/** The same with a receiver that the check loads. */
export type CheckingApp = Checking &
  CheckToLoad & {
    /** As given by `--app`. */
    readonly app: string;
  };

export function checkingOf(flags: CheckFlags, config: CheckConfig, io: Io): Checking {
  const previousSecret = findPreviousSecret(flags.previousSecretEnv, io);
  // A check of a URL simulates the downstream service itself, before the receiver starts, and never simulates time.
  const { time: _time, schedules: _schedules, downstreamPort: _port, ...values } = libraryValues(flags);
  return {
    method: 'POST',
    seed: randomInt(2 ** 31),
    ...values,
    ...(flags.adapt.length === 0 ? {} : { adapt: flags.adapt.filter((cause) => cause !== 'none') }),
    ...defined({ previousSecret }),
    settings: settingsOf(flags),
    profile: { ...config.profile, ...readProfile(flags, io) },
    headers: parseHeaders(flags.header),
    ...(config.observe && hasNoObserver(flags) ? { observe: config.observe } : {}),
    ...(flags.sequence === undefined ? {} : { sequence: readSequence(flags.sequence, io) }),
  };
}

/**
 * The same for a receiver at a URL. For `--exec` and `--dry-run` a secret is generated if none is given.
 *
 * @throws HookswitchError `bad-url`, `host-not-allowed`, `bad-secret`.
 */
export function optionsByUrl(url: string, flags: CheckFlags, config: CheckConfig, io: Io): CheckingByUrl {
  assertUsableUrl(url, flags.allowHost, 'the receiver');
  const needsNone = flags.exec !== undefined || flags.dryRun;
  const secret = findSecret(flags, io) ?? (needsNone ? generateSecret() : requireSecret(flags, io, orExec));
  return { ...checkingOf(flags, config, io), url, secret };
}

const orExec = "; with --exec 'COMMAND', Hookswitch starts your receiver with a generated secret";

function hasNoObserver({ observeUrl, observeCmd }: CheckFlags): boolean {
  return observeUrl === undefined && observeCmd === undefined;
}

/** The baseline in a file. Its entries must name rules that exist. */
export function baselineIn(file: string, { cwd }: Io): Baseline {
  return readBaseline(file, { cwd, ids: rules.map(({ id }) => id) });
}

/** The sender's behavior in this check where the vendor says nothing. */
export function profileOf({ profile = {}, vary, seed }: Checking): Profile {
  return chooseProfile(profile, vary ? seed : undefined);
}
