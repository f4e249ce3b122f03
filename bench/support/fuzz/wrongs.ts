import { secret } from './families.ts';

/** Of a secret the first half gives it away. */
const half = secret.slice(0, secret.length >> 1);

/** What must never be in what Hookswitch shows or writes. */
export function wrongIn(output: string): string | undefined {
  if (output.includes(half)) return 'it shows the secret';
  if (/^\s+at .*(simulator|listener|suites|cli|node:internal)/m.test(output)) return 'it shows a stack trace';
  return undefined;
}
