import { distance } from 'fastest-levenshtein';

const longestCompared = 40;
const shortestPrefix = 4;

/** The known word that was probably meant: at most two typos away, one is a prefix of the other, or only one begins with the same word. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > longestCompared) return undefined;
  const plain = plainForm(word);
  const comparable = known.filter(({ length }) => length <= longestCompared);
  const near = comparable
    .map((candidate) => ({ candidate, slips: slipsBetween(plain, plainForm(candidate)) }))
    .filter(({ candidate, slips }) => slips <= Math.min(2, candidate.length / 3))
    .sort((a, b) => a.slips - b.slips);
  return (
    near[0]?.candidate ??
    comparable.find((candidate) => sharesBeginning(plain, plainForm(candidate))) ??
    onlyOneBeginningLike(word, comparable)
  );
}

/** Two letters in the wrong order are one typo. */
function slipsBetween(a: string, b: string): number {
  const slips = distance(a, b);
  return slips === 2 && [...a].sort().join() === [...b].sort().join() ? 1 : slips;
}

/** `waitSeconds` for `waitMs`. */
function onlyOneBeginningLike(word: string, known: readonly string[]): string | undefined {
  const first = firstWord(word);
  const alike = known.filter((candidate) => firstWord(candidate) === first && candidate !== first);
  return first.length >= shortestPrefix && first !== word && alike.length === 1 ? alike[0] : undefined;
}

function firstWord(name: string): string {
  return /^[a-z]*/.exec(name)?.[0] ?? '';
}

function plainForm(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '');
}

function sharesBeginning(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= shortestPrefix && (a.startsWith(b) || b.startsWith(a));
}
