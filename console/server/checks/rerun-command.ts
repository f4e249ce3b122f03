import type { CommonCheckOptions } from '../../../check/index.ts';
import type { CheckForm } from '../../../schemas/generated/console-types.ts';
import { quoteForShell } from '../../../text/formats/shell-quote.ts';
import { displayCommand, displayUrl } from '../../../text/secrets/redact.ts';

/** The command that checks one rule again. The secret is taken from YCM_WEBHOOK_SECRET and isn't part of it. Pure. */
export function consoleRerunCommand(
  { url, method, observeUrl, timeoutSeconds, isThorough, budgetSeconds }: CheckForm,
  allowHosts: readonly string[],
  exec?: string,
): NonNullable<CommonCheckOptions['rerunCommand']> {
  const options: Record<Exclude<keyof CheckForm, 'url' | 'secret' | 'rules'>, readonly string[]> = {
    method: method === 'POST' ? [] : ['--method', method],
    timeoutSeconds: timeoutSeconds === undefined ? [] : ['--timeout', String(timeoutSeconds)],
    observeUrl: observeUrl === undefined ? [] : ['--observe-url', displayUrl(observeUrl)],
    isThorough: isThorough ? ['--thorough'] : [],
    isStarted: exec === undefined ? [] : ['--exec', displayCommand(exec)],
    budgetSeconds: budgetSeconds === undefined ? [] : ['--budget', `${budgetSeconds}s`],
  };
  const words = [
    ...['npx', 'hookswitch', 'check', displayUrl(url)],
    ...Object.values(options).flat(),
    ...allowHosts.flatMap((host) => ['--allow-host', host]),
  ].map(quoteForShell);
  return (rule, seed, sequence, adapt) => {
    const which = sequence?.id === undefined ? ['--rules', rule.id] : ['--sequence', sequence.id];
    const behind = adapt === undefined ? [] : ['--adapt', adapt.join()];
    return [...words, ...which, ...behind, '--seed', String(seed)].join(' ');
  };
}
