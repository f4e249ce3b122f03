import { formatMs } from '../../text/words/durations.ts';
import type { Facts } from '../facts.ts';

type Waited = Pick<Facts, 'waitedForAppMs'>;

/** Continues the title of a cause: how long the check waited for the app to serve. */
export function evenAfter({ waitedForAppMs }: Waited): string {
  return waitedForAppMs === undefined ? '' : `, even after ${formatMs(waitedForAppMs)}`;
}

/** Follows a fix: the app may only need longer to start. */
export function waitLonger({ waitedForAppMs = 0 }: Waited): string | string {
  const longer = `${Math.ceil(Math.max(15_000, waitedForAppMs) / 1000) * 2}s`;
  return ` If the app needs longer to start, use --wait ${longer}.`;
}
