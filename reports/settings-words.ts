import type { Report } from '../schemas/generated/types.ts';
import { count } from '../text/words/count.ts';

/** "timeout 5 s, 3 retries" */
export function settingsInWords({ timeoutSeconds, retryCount }: Report['settings']): string {
  return `timeout ${timeoutSeconds} s, ${count(retryCount, 'retry', 'retries')}`;
}
