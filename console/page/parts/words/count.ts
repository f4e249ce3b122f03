const numbers = new Intl.NumberFormat('en-GB');

/** A number with its noun: 1 attempt, 1,204 attempts. */
export function countWithWord(n: number, word: string, words = `${word}s`): string {
  return `${numbers.format(n)} ${n === 1 ? word : words}`;
}

export function formatNumber(n: number): string {
  return numbers.format(n);
}

/** A size in bytes for people: 312 bytes, 4.2 KB. */
export function size(bytes: number): string {
  return bytes < 10_000 ? countWithWord(bytes, 'byte') : `${(bytes / 1000).toFixed(1)} KB`;
}
