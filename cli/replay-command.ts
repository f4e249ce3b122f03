import type { Sequence } from '../schemas/index.ts';
import { displayCommand } from '../suites/redact.ts';
import type { Rule } from '../suites/rule.ts';

/** The flags that a judgement depends on; secrets are not among them. */
export interface ReplayFlags {
  readonly exec?: string | undefined;
  readonly method?: string | undefined;
  readonly getCarriage?: string | undefined;
  readonly timeout?: number | undefined;
  readonly observeUrl?: string | undefined;
  readonly observeCmd?: string | undefined;
  readonly downstreamPort?: number | undefined;
  readonly resetCmd?: string | undefined;
  readonly settle?: number | undefined;
  readonly runs?: number | undefined;
  readonly profile?: string | undefined;
  readonly choice?: readonly string[] | undefined;
  readonly vary?: boolean | undefined;
  readonly config?: string | undefined;
  readonly secretEnv?: string | undefined;
  readonly secretFile?: string | undefined;
  readonly retiredSecretEnv?: string | undefined;
  readonly thorough?: boolean | undefined;
  readonly insecure?: boolean | undefined;
  readonly allowHost?: readonly string[];
  readonly header?: readonly string[];
}

/** The command that judges one rule again, on the same cases. Pure. */
export function replayCommand(
  url: string | undefined,
  flags: ReplayFlags,
  isUnderNpm: boolean,
): (rule: Rule, seed: number, sequence?: Sequence) => string {
  const words = [
    ...(isUnderNpm ? ['npx'] : []),
    'hookswitch',
    'check',
    ...(url === undefined ? [] : [url]),
    ...command('--exec', flags.exec),
    ...pair('--method', flags.method),
    ...pair('--get-carriage', flags.getCarriage),
    ...pair('--timeout', flags.timeout),
    ...pair('--observe-url', flags.observeUrl),
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
    ...(flags.allowHost ?? []).flatMap((host) => pair('--allow-host', host)),
    ...(flags.header ?? []).flatMap((header) => pair('--header', `${header.split(':')[0]}: ***`)),
  ].map(quoteForShell);
  return (rule, seed, sequence) => {
    const which = sequence?.id === undefined ? ['--rules', rule.id] : ['--sequence', sequence.id];
    return [...words, ...which, '--seed', String(seed)].join(' ');
  };
}

/** A word as a POSIX shell reads it back. */
export function quoteForShell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** What looks like a credential in it is masked: to run it again, it has to be put in. */
function command(flag: string, text: string | undefined): string[] {
  return pair(flag, text === undefined ? undefined : displayCommand(text));
}

function pair(flag: string, value: string | number | undefined): string[] {
  return value === undefined ? [] : [flag, String(value)];
}
