import type { Rule } from '../../../runner/index.ts';
import type { Sequence } from '../../../schemas/index.ts';
import { quoteForShell } from '../../../text/formats/shell-quote.ts';
import { displayCommand, displayUrl } from '../../../text/secrets/redact.ts';
import { wordsThatGive } from '../../shared/own-command.ts';
import { type CheckFlags, checkOptions } from './command.ts';

/** Options that change neither how one rule is checked nor the exit code, or that each command adds itself. */
type LeftOut =
  | ('rules' | 'exclude' | 'level' | 'sequence' | 'seed' | 'budget' | 'adapt')
  | ('lastFailed' | 'bail' | 'shard' | 'watch')
  | ('report' | 'records' | 'json' | 'agent' | 'quiet' | 'verbose' | 'dryRun')
  | 'secret';

/**
 * The command that checks one rule again with the same cases, with all flags that matter, but no secrets. A credential in a URL or command
 * becomes `***`; `check` rejects it and says what to put there. Pure.
 */
export function rerunCommand(
  url: string | undefined,
  flags: CheckFlags,
  program: string,
): (rule: Rule, seed: number, sequence?: Sequence, adapt?: readonly string[]) => string {
  const { settle } = flags;
  const masked = (command: string | undefined) => command && displayCommand(command);
  const words = wordsThatGive(checkOptions, {
    app: flags.app,
    path: flags.path,
    time: flags.time,
    exec: masked(flags.exec),
    method: flags.method,
    payloadIn: flags.payloadIn,
    timeout: flags.timeout,
    retries: flags.retries,
    observeUrl: flags.observeUrl && displayUrl(flags.observeUrl),
    observeCmd: masked(flags.observeCmd),
    observeApp: flags.observeApp,
    observeIgnore: flags.observeIgnore,
    observeCheck: flags.observeCheck,
    observeHistory: flags.observeHistory,
    downstreamPort: flags.downstreamPort,
    downstreamResponse: flags.downstreamResponse,
    resetCmd: masked(flags.resetCmd),
    settle: settle === undefined ? undefined : `${settle}ms`,
    numRuns: flags.numRuns,
    rate: flags.rate,
    wait: flags.wait === undefined ? undefined : `${flags.wait}ms`,
    profile: flags.profile,
    setProfile: flags.setProfile,
    vary: flags.vary,
    config: flags.config,
    secretEnv: flags.secretEnv,
    secretFile: flags.secretFile,
    previousSecretEnv: flags.previousSecretEnv,
    schedules: flags.schedules,
    thorough: flags.thorough,
    insecure: flags.insecure,
    allowHost: flags.allowHost,
    failOn: flags.failOn,
    allowInconclusive: flags.allowInconclusive,
    baseline: flags.baseline,
    header: flags.header.map((header) => `${header.split(':')[0]}: ***`),
  } satisfies Record<Exclude<keyof CheckFlags, LeftOut>, unknown>);
  const receiver = url === undefined ? [] : [displayUrl(url)];
  return (rule, seed, sequence, adapt) => {
    const tried = flags.sequence ?? sequence?.id;
    const which = tried === undefined ? { rules: rule.id } : { sequence: tried };
    const all = [
      ...receiver,
      ...words,
      ...wordsThatGive(checkOptions, { ...which, adapt: adapt?.join(), seed }),
    ];
    return [program, 'check', ...all.map(quoteForShell)].join(' ');
  };
}
