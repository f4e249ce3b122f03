import { randomInt } from 'node:crypto';
import {
  type CheckToLoad,
  type CommonCheckOptions,
  type ReceiverByUrl,
  readBaseline,
  readSequence,
} from '../../../check/index.ts';
import type { CheckFlags } from '../../../options/check.ts';
import type { Baseline } from '../../../schemas/index.ts';
import { assertUsableUrl, chooseProfile, generateSecret, type Profile } from '../../../simulator/index.ts';
import { rules } from '../../../suites/index.ts';
import { defined } from '../../../text/defined.ts';
import type { CheckConfig } from '../../shared/files/config.ts';
import { readProfile } from '../../shared/files/profile-file.ts';
import { parseHeaders } from '../../shared/headers.ts';
import type { Io } from '../../shared/io.ts';
import { findPreviousSecret, findSecret, requireSecret } from '../../shared/secret.ts';
import { connectionOf, settingsOf } from '../../shared/sender-options.ts';

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
    ...defined({ previousSecret, observeUrl: flags.observeUrl, observeCmd: flags.observeCmd }),
    observeIgnore: flags.observeIgnore,
    observeCheck: flags.observeCheck,
    observeHistory: flags.observeHistory === true,
    ...(config.observe && hasNoObserver(flags) ? { observe: config.observe } : {}),
    ...(flags.sequence === undefined ? {} : { sequence: readSequence(flags.sequence, io) }),
    ...defined({
      level: flags.level,
      bail: flags.bail,
      numRuns: flags.numRuns,
      settleMs: flags.settle,
      waitMs: flags.wait,
      budgetMs: flags.budget,
      rate: flags.rate,
      adapt: flags.adapt.length === 0 ? undefined : flags.adapt.filter((cause) => cause !== 'none'),
    }),
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
