import type { SignedRequest } from '../../simulator/index.ts';
import { urlOf } from '../../simulator/wire/wire.ts';
import { quoteForShell } from '../../text/formats/shell-quote.ts';

/**
 * A POSIX shell command that sends exactly the signed bytes. It works for any bytes, since messages and headers need not be UTF-8. No
 * message contains a NUL, or begins with @, which would name a file.
 */
export function curlCommand(request: SignedRequest): Buffer {
  const words = [
    ['curl', '--globoff', '--silent', '--show-error', '--include', '--request', request.method],
    ...request.headers.map(([name, value]) => ['--header', headerWord(name, value)]),
    ...unwanted(request).map((name) => ['--header', `${name}:`]),
    ...(request.carriage === 'body' ? [['--data-binary', latin1Of(request.message)]] : []),
    [latin1Of(Buffer.from(urlOf(request)))],
  ];
  const text = `${words.map((line) => line.map(quoteForShell).join(' ')).join(' \\\n  ')}\n`;
  return Buffer.from(text, 'latin1');
}

/** curl reads `Name:` as "omit this header", and `Name;` as one without a value. */
function headerWord(name: string, value: string): string {
  return value.trim() === '' ? `${name};` : `${name}: ${value}`;
}

/** Headers that curl would add. */
function unwanted({ headers }: SignedRequest): string[] {
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  return ['Content-Type', 'Accept', 'User-Agent', 'Expect'].filter((name) => !given.has(name.toLowerCase()));
}

function latin1Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
