import { signal } from '@preact/signals';

/** Whether the console accepted this browser's last request. */
export const isSessionRefused = signal(false);

const name = 'session-key';
let held: string | undefined;

/**
 * Stores this page's half of the session. `localStorage` belongs to this origin, including the port, and all tabs share it; a cookie would
 * be sent to every port of the host. The key is worthless after the console has ended. In a browser without storage, it is kept only in
 * this tab.
 */
export function keepKey(key: string): void {
  held = key;
  storage()?.setItem(name, key);
}

/** `localStorage`, which doesn't exist in the page's tests in Node. */
interface KeyStorage {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
}

/** Accessing `localStorage` throws in a browser that blocks storage. */
function storage(): KeyStorage | undefined {
  try {
    return Reflect.get(globalThis, 'localStorage') ?? undefined;
  } catch {
    return undefined;
  }
}

/** `fetch` with the session. Records whether the console accepted it. */
export async function fetchInSession(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers);
  // Another tab may have opened a new session since.
  const key = storage()?.getItem(name) ?? held;
  if (key !== undefined) headers.set('Hookswitch-Key', key);
  const answer = await fetch(path, { ...init, headers });
  isSessionRefused.value = answer.status === 401;
  return answer;
}
