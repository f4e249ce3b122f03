import { signal } from '@preact/signals';

/** The current location: the parts of the path, and the query string. */
interface PagePlace {
  parts: readonly string[];
  query: URLSearchParams;
}

export const place = signal<PagePlace>(readPlace());

/** Called before the page is left. Returns a question for the user, or nothing. */
type Guard = () => string | undefined;
let guard: Guard | undefined;
/** Counts history entries, so that a refused step back can be undone. */
let position: number = history.state?.position ?? 0;

/** Navigates to a URL of this page, such as `/deliveries/17?state=pending`. */
export function go(href: string, { replace = false } = {}): void {
  if (pathOf(href) !== location.pathname && !mayLeave()) return;
  if (!replace) position += 1;
  const before = place.peek().parts[0];
  history[replace ? 'replaceState' : 'pushState']({ position }, '', href);
  place.value = readPlace();
  if (place.value.parts[0] !== before) window.scrollTo(0, 0);
}

/** Changes parts of the query string without navigating; undefined or '' removes a part. Adds no history entry. */
export function setQuery(changes: Readonly<Record<string, string | undefined>>): void {
  go(hrefWith(changes), { replace: true });
}

/** The current URL with parts of its query string changed, or another path with the same query. */
export function hrefWith(
  changes: Readonly<Record<string, string | undefined>>,
  path = location.pathname,
): string {
  const query = new URLSearchParams(place.value.query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  return query.size === 0 ? path : `${path}?${query}`;
}

/** Saves data in this history entry, such as the scroll position. It survives reload and back. */
export function rememberPlace(name: string, value: unknown): void {
  history.replaceState({ ...history.state, position, [name]: value }, '');
}

export function remembered(name: string): unknown {
  return history.state?.[name];
}

/** Asks before the page is left, until the returned function is called. */
export function guardLeaving(question: Guard): () => void {
  guard = question;
  return () => {
    if (guard === question) guard = undefined;
  };
}

/** Follows links of this page without reloading it. */
export function startRouter(): void {
  rememberPlace('position', position);
  document.addEventListener('click', (event) => {
    const href = followed(event);
    if (href === undefined) return;
    event.preventDefault();
    go(href);
  });
  window.addEventListener('popstate', onStep);
  window.addEventListener('beforeunload', (event) => {
    if (guard?.() !== undefined) event.preventDefault();
  });
}

function onStep(event: PopStateEvent): void {
  // The skip link adds a history entry for the same place.
  if (event.state === null) rememberPlace('position', position);
  const next: number = event.state?.position ?? position;
  if (next === position) return;
  if (!mayLeave()) {
    history.go(position - next);
    return;
  }
  position = next;
  place.value = readPlace();
}

function mayLeave(): boolean {
  const question = guard?.();
  if (question === undefined) return true;
  if (!window.confirm(question)) return false;
  guard = undefined;
  return true;
}

function followed(event: MouseEvent): string | undefined {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (link === null || !isPlain || event.defaultPrevented) return undefined;
  if (link.origin !== location.origin || link.target !== '' || link.hasAttribute('download'))
    return undefined;
  if (link.pathname.startsWith('/api/') || link.getAttribute('href')?.startsWith('#')) return undefined;
  return `${link.pathname}${link.search}`;
}

function pathOf(href: string): string {
  return new URL(href, location.href).pathname;
}

function readPlace(): PagePlace {
  return {
    parts: location.pathname.split('/').filter((text) => text !== ''),
    query: new URLSearchParams(location.search),
  };
}
