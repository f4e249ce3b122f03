import { signal } from '@preact/signals';

/** Whether the console lets this browser in, as it said last. */
export const isSessionRefused = signal(false);

const name = 'session-key';
let held: string | undefined;

/**
 * Keeps this page's half of the session. `localStorage` is of this origin alone, port and all, and every tab of it has the key; a cookie
 * would go to every port of the host. It is worthless when the console has ended. A browser that stores nothing has it in this tab only.
 */
export function keepKey(key: string): void {
  held = key;
  storage()?.setItem(name, key);
}

/** `localStorage`, of which the page's tests in Node know nothing. */
interface KeyStorage {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
}

/** To look at it fails where a browser is set to store nothing. */
function storage(): KeyStorage | undefined {
  try {
    return Reflect.get(globalThis, 'localStorage') ?? undefined;
  } catch {
    return undefined;
  }
}

/** `fetch` with the session; notes whether it was let in. */
export async function fetchInSession(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  // Another tab may have opened a new session since.
  const key = storage()?.getItem(name) ?? held;
  if (key !== undefined) headers.set('Hookswitch-Key', key);
  const answer = await fetch(path, { ...init, headers });
  isSessionRefused.value = answer.status === 401;
  return answer;
}
