import type { Level } from '../../../schemas/level.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import type { CheckConfig } from '../../shared/config.ts';
import type { ReceiverFlags } from '../../shared/receiver-flags.ts';

export interface CheckFlags extends ReceiverFlags {
  readonly exec?: string;
  readonly wait?: number;
  readonly observeUrl?: string;
  readonly observeCmd?: string;
  readonly downstreamPort?: number;
  readonly resetCmd?: string;
  readonly settle?: number;
  readonly rules: readonly string[];
  readonly exclude: readonly string[];
  readonly sequence?: string;
  readonly level?: Level;
  readonly failOn?: Level;
  readonly allowInconclusive?: boolean;
  readonly seed?: number;
  readonly runs?: number;
  readonly report: readonly string[];
  readonly dryRun?: boolean;
  readonly baseline?: string;
  readonly config?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly retiredSecretEnv?: string;
  readonly thorough?: boolean;
}

/**
 * What was given, and beside it what the configuration says.
 *
 * @throws HookswitchError `bad-flag` when a sequence is given with a selection of rules, or a dry run with a report.
 */
export function effectiveFlags(given: CheckFlags, config: CheckConfig): CheckFlags {
  if (given.dryRun && given.report.length > 0) {
    throw new HookswitchError(
      'bad-flag',
      '--dry-run judges nothing that could be reported; leave out --report',
    );
  }
  return withSequence(mergeFlags(given, config), given);
}

/** A sequence is of one rule, whatever is configured. */
function withSequence(flags: CheckFlags, given: CheckFlags): CheckFlags {
  if (given.sequence === undefined) return flags;
  if (given.rules.length + given.exclude.length > 0 || given.level !== undefined) {
    throw new HookswitchError(
      'bad-flag',
      '--sequence is tried by one rule, retry/converges; leave out --rules, --exclude and --level',
    );
  }
  const { level: _ofConfig, ...others } = flags;
  return { ...others, rules: ['retry/converges'], exclude: [] };
}

/** Flag, then configuration. */
function mergeFlags(given: CheckFlags, config: CheckConfig): CheckFlags {
  const fromConfig = {
    exec: config.exec,
    wait: config.waitSeconds === undefined ? undefined : config.waitSeconds * 1000,
    observeUrl: given.observeCmd === undefined ? config.observeUrl : undefined,
    observeCmd: given.observeUrl === undefined ? config.observeCmd : undefined,
    downstreamPort: config.downstreamPort,
    resetCmd: config.resetCmd,
    settle: config.settleMs,
    level: config.level,
    failOn: config.failOn,
    seed: config.seed,
    baseline: config.baseline,
    runs: config.runs,
    secretEnv: given.secretFile === undefined ? config.secretEnv : undefined,
    secretFile: given.secretEnv === undefined ? config.secretFile : undefined,
    retiredSecretEnv: config.retiredSecretEnv,
    thorough: config.thorough,
    method: config.method,
    insecure: config.insecure,
    timeout: config.timeoutSeconds,
    retries: config.retryCount,
    vary: config.vary,
  };
  const known = Object.fromEntries(Object.entries(fromConfig).filter(([, value]) => value !== undefined));
  return {
    ...known,
    ...given,
    rules: given.rules.length > 0 ? given.rules : (config.rules ?? []),
    exclude: given.exclude.length > 0 ? given.exclude : (config.exclude ?? []),
    report: given.report.length > 0 ? given.report : (config.reports ?? []),
    allowHost: [...(config.allowHosts ?? []), ...given.allowHost],
    header: [
      ...Object.entries(config.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
      ...given.header,
    ],
  };
}
