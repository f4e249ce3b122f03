import type { InboxResponse } from '../../../server/api/types.ts';

/** The inbox's response, in words. */
export function responseWords(response: InboxResponse): string {
  if (response.kind === 'status') {
    return response.delayMs === 0
      ? `${response.status} immediately`
      : `${response.status} after ${response.delayMs} ms`;
  }
  return response.kind === 'hang' ? 'none (hang)' : 'none (close the connection)';
}
