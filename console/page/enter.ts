import { api, ask } from './api.ts';
import { reconnectNow } from './events.ts';
import { keepKey } from './session.ts';

/**
 * Exchanges the token in the URL for a session, and removes it from the URL and the history. With an invalid token nothing changes: this
 * browser may have a session, and otherwise the next request says what to do.
 */
export async function enter(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get('open');
  if (token === null) return;
  history.replaceState(history.state, '', `${location.pathname}${location.search}`);
  try {
    const { key } = await ask(api.session.$post({ json: { token } }));
    keepKey(key);
  } catch {
    return;
  }
  reconnectNow();
}
