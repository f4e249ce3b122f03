import { distance } from 'fastest-levenshtein';

const longestCompared = 40;

/** The known word that was probably meant: at most two typos away, or one is a prefix of the other. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > longestCompared) return undefined;
  const plain = plainForm(word);
  const comparable = known.filter(({ length }) => length <= longestCompared);
  const near = comparable
    .map((candidate) => ({ candidate, slips: slipsBetween(plain, plainForm(candidate)) }))
    .filter(({ candidate, slips }) => slips <= Math.min(2, candidate.length / 3))
    .sort((a, b) => a.slips - b.slips);
  return near[0]?.candidate ?? comparable.find((candidate) => sharesBeginning(plain, plainForm(candidate)));
}

/** Two letters in the wrong order are one typo. */
function slipsBetween(a: string, b: string): number {
  const slips = distance(a, b);
  return slips === 2 && [...a].sort().join() === [...b].sort().join() ? 1 : slips;
}

function plainForm(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '');
}

function sharesBeginning(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || b.startsWith(a));
}
