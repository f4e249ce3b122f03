const sourcesOf = new WeakMap<AbortSignal, readonly AbortSignal[]>();

/**
 * `AbortSignal.any` that keeps its sources alive. The built-in one holds them weakly: a source that is garbage-collected first, such as an
 * otherwise unreferenced timeout, never aborts it (nodejs/node issues 57736 and 65995).
 */
export function anySignal(...sources: readonly AbortSignal[]): AbortSignal {
  const any = AbortSignal.any([...sources]);
  sourcesOf.set(any, sources);
  return any;
}
