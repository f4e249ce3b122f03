import { type CheckFlags, checkOptions } from '../../../options/check.ts';
import { withConfig } from '../../../options/from-config.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import type { CheckConfig } from '../../shared/files/config.ts';

/**
 * The given flags, completed from the configuration.
 *
 * @throws HookswitchError `bad-flag` if a sequence is combined with a selection of rules, or a dry run with a report.
 */
export function effectiveFlags(given: CheckFlags, config: CheckConfig): CheckFlags {
  if (given.dryRun && given.report.length > 0) {
    throw new HookswitchError(
      'bad-flag',
      "--dry-run doesn't check anything, so there's nothing to report; leave out --report",
    );
  }
  return withSequence(withConfig(checkOptions, given, config), given);
}

/**
 * `app` is the module that is checked instead of a URL.
 *
 * @throws HookswitchError `bad-flag` if `--watch` is given, but the check neither starts nor loads the receiver, or is not a whole one.
 */
export function assertWatchable({ watch, exec, dryRun, shard }: CheckFlags, app: string | undefined): void {
  if (!watch) return;
  if (exec === undefined && app === undefined)
    throw new HookswitchError(
      'bad-flag',
      "--watch starts your receiver again after each change, so it needs the command or the module: hookswitch check URL --exec 'node server.js' --watch, or hookswitch check --app FILE --watch",
    );
  if (dryRun || shard)
    throw new HookswitchError(
      'bad-flag',
      `--watch doesn't work with ${dryRun ? '--dry-run' : '--shard'}; leave out one of them`,
    );
}

/** A sequence belongs to one rule, so the configured selection is ignored. */
function withSequence(flags: CheckFlags, given: CheckFlags): CheckFlags {
  if (given.sequence === undefined) return flags;
  if (given.lastFailed || given.shard)
    throw new HookswitchError(
      'bad-flag',
      '--sequence runs a single rule; leave out --last-failed and --shard',
    );
  if (given.rules.length + given.exclude.length > 0 || given.level !== undefined) {
    throw new HookswitchError(
      'bad-flag',
      '--sequence runs a single rule, retry/converges; leave out --rules, --exclude and --level',
    );
  }
  const { level: _ofConfig, ...others } = flags;
  return { ...others, rules: ['retry/converges'], exclude: [] };
}
