const sourcesOf = new WeakMap<AbortSignal, readonly AbortSignal[]>();

/**
 * `AbortSignal.any` that keeps its sources alive: it holds them weakly, so that one that is garbage-collected first, such as a timeout that
 * nothing else refers to, never aborts it (nodejs/node issues 57736 and 65995).
 */
export function anySignal(...sources: readonly AbortSignal[]): AbortSignal {
  const any = AbortSignal.any([...sources]);
  sourcesOf.set(any, sources);
  return any;
}
