/** How well a query matches an id: lower is better, undefined if it doesn't match. Letters must occur in order; each gap adds a penalty. */
function cost(query: string, id: string): number | undefined {
  const at = id.indexOf(query);
  if (at >= 0) return at / 1000;
  let gaps = 0;
  let from = 0;
  for (const letter of query) {
    const found = id.indexOf(letter, from);
    if (found < 0) return undefined;
    gaps += found - from;
    from = found + 1;
  }
  return 1 + gaps;
}

/** The ids that match what was typed, best first: `onc` or `apponce` finds `retry/applies-once`. Pure. */
export function matchingRules(typed: string, ids: readonly string[]): string[] {
  const query = typed.toLowerCase().replaceAll(' ', '');
  return ids
    .flatMap((id) => {
      const found = cost(query, id);
      return found === undefined ? [] : [{ id, found }];
    })
    .sort((a, b) => a.found - b.found)
    .map(({ id }) => id);
}
