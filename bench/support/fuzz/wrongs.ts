import { secret } from './families.ts';

/** Of a secret the first half gives it away. */
const half = secret.slice(0, secret.length >> 1);

/** What must never be in what Hookswitch shows or writes. */
export function wrongIn(told: string): string | undefined {
  if (told.includes(half)) return 'it shows the secret';
  if (/^\s+at .*(simulator|listener|suites|cli|node:internal)/m.test(told)) return 'it shows a stack trace';
  return undefined;
}
