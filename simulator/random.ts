/** Random numbers in [0, 1) from a seed (mulberry32). The same on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The values in random order. */
export function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const keyed = values.map((value) => [random(), value] as const);
  return keyed.sort(([a], [b]) => a - b).map(([, value]) => value);
}

/** Random choices from a seed. */
export interface Choices {
  /** A whole number below the limit, from 0. */
  readonly upTo: (limit: number) => number;
  /** One of these. The list must not be empty. */
  readonly oneOf: <T>(items: readonly T[]) => T;
}

export function seededChoices(seed: number): Choices {
  const random = seededRandom(seed);
  const upTo = (limit: number) => Math.floor(random() * limit);
  return {
    upTo,
    oneOf<T>(items: readonly T[]) {
      const chosen = items[upTo(items.length)];
      if (chosen === undefined) throw new RangeError('nothing to choose from');
      return chosen;
    },
  };
}

/** A separate seed for each name: independent streams from one seed (FNV-1a). */
export function subSeed(seed: number, name: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash | 0;
}
