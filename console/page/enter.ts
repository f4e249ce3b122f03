import { api } from './api.ts';
import { reconnectNow } from './events.ts';
import { keepKey } from './session.ts';

/**
 * Trades the token in the address for a session, and takes it out of the address and the history. A token that is worthless changes
 * nothing: this browser may have a session all the same, and otherwise the next request says what to do.
 */
export async function enter(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get('open');
  if (token === null) return;
  history.replaceState(history.state, '', `${location.pathname}${location.search}`);
  try {
    const { key } = await api.openSession(token);
    keepKey(key);
  } catch {
    return;
  }
  reconnectNow();
}
