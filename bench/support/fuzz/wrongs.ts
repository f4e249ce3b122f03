import { secret } from './families.ts';

/** The first half of a secret reveals it. */
const half = secret.slice(0, secret.length >> 1);

/** Text that Hookswitch must never show or write. */
export function wrongIn(output: string): string | undefined {
  if (output.includes(half)) return 'it shows the secret';
  if (/^\s+at .*(simulator|listener|suites|cli|node:internal)/m.test(output)) return 'it shows a stack trace';
  return undefined;
}
