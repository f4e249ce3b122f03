import { isCredentialName } from './credential.ts';
import { displayUrl } from './display-url.ts';
import { mask } from './mask.ts';

/** A command that is safe to show: URLs, assignments, options and headers that look like credentials are masked. */
export function displayCommand(command: string): string {
  return withoutAssigned(command.replace(/[^\s'"()&|;]+/g, withoutUserInfo));
}

function withoutUserInfo(word: string): string {
  const slashes = word.indexOf('://') + 1;
  return slashes === 0 ? word : word.slice(0, slashes) + displayUrl(word.slice(slashes));
}

/** `NAME=value`, `--name=value`, `Name: value` */
function withoutAssigned(command: string): string {
  let shown = '';
  let done = 0;
  for (const { 0: sign, index } of command.matchAll(/[=:]\s*/g)) {
    if (index < done || !isCredentialName(wordBefore(command, index))) continue;
    const start = index + sign.length;
    const value = valueAt(command, start);
    if (value === '') continue;
    shown += command.slice(done, start) + mask;
    done = start + value.length;
  }
  return shown + command.slice(done);
}

function wordBefore(command: string, end: number): string {
  let start = end;
  while (/[\w-]/.test(command[start - 1] ?? '')) start -= 1;
  return command.slice(start, end);
}

/** A value, including the scheme of an Authorization header if there is one. */
const value = /(?:(?:basic|bearer|digest|token) +)?(?:"[^"]*"|'[^']*'|[^\s'";&|)]+)/iy;

function valueAt(command: string, start: number): string {
  value.lastIndex = start;
  return value.exec(command)?.[0] ?? '';
}
