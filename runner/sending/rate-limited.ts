import { formatMs } from '../../text/words/durations.ts';
import type { Reason } from '../reason.ts';
import type { RateGuard } from './rate-guard.ts';

/** Why nothing more can be checked if the limit is exceeded for longer than the check may take. */
export function rateLimited({ met }: Pick<RateGuard, 'met'>): Reason {
  const asks =
    met?.retryAfterMs === undefined ? '' : `; it asks clients to wait ${formatMs(met.retryAfterMs)}`;
  return {
    reasonCode: 'rate-limited',
    detail: `your ${met?.onlyLooks ? 'observer' : 'receiver'} rate-limits requests for longer than the check can wait${asks}`,
  };
}
