import type { Rule } from '../../../runner/rule.ts';
import type { Sequence } from '../../../schemas/index.ts';
import { displayCommand, displayUrl } from '../../../text/redact.ts';
import { quoteForShell } from '../../../text/shell-quote.ts';
import type { CheckFlags } from './options.ts';

/**
 * The command that judges one rule again, on the same cases, by the flags that a judgement depends on; secrets are not among them. Where a
 * URL held a credential, `***` stands, which `check` refuses with a sentence that says what to put there. Pure.
 */
export function replayCommand(
  url: string | undefined,
  flags: CheckFlags,
  isUnderNpm: boolean,
): (rule: Rule, seed: number, sequence?: Sequence) => string {
  const words = [
    ...(isUnderNpm ? ['npx'] : []),
    'hookswitch',
    'check',
    ...(url === undefined ? [] : [displayUrl(url)]),
    ...command('--exec', flags.exec),
    ...pair('--method', flags.method),
    ...pair('--get-carriage', flags.getCarriage),
    ...pair('--timeout', flags.timeout),
    ...pair('--retries', flags.retries),
    ...pair('--observe-url', flags.observeUrl && displayUrl(flags.observeUrl)),
    ...command('--observe-cmd', flags.observeCmd),
    ...pair('--downstream-port', flags.downstreamPort),
    ...command('--reset-cmd', flags.resetCmd),
    ...pair('--settle', flags.settle === undefined ? undefined : `${flags.settle}ms`),
    ...pair('--runs', flags.runs),
    ...pair('--profile', flags.profile),
    ...(flags.choice ?? []).flatMap((choice) => pair('--choice', choice)),
    ...(flags.vary ? ['--vary'] : []),
    ...pair('--config', flags.config),
    ...pair('--secret-env', flags.secretEnv),
    ...pair('--secret-file', flags.secretFile),
    ...pair('--retired-secret-env', flags.retiredSecretEnv),
    ...(flags.thorough ? ['--thorough'] : []),
    ...(flags.insecure ? ['--insecure'] : []),
    ...flags.allowHost.flatMap((host) => pair('--allow-host', host)),
    ...flags.header.flatMap((header) => pair('--header', `${header.split(':')[0]}: ***`)),
  ].map(quoteForShell);
  return (rule, seed, sequence) => {
    const which = sequence?.id === undefined ? ['--rules', rule.id] : ['--sequence', sequence.id];
    return [...words, ...which, '--seed', String(seed)].join(' ');
  };
}

/** What looks like a credential in it is masked: to run it again, it has to be put in. */
function command(flag: string, text: string | undefined): string[] {
  return pair(flag, text === undefined ? undefined : displayCommand(text));
}

function pair(flag: string, value: string | number | undefined): string[] {
  return value === undefined ? [] : [flag, String(value)];
}
