/** A problem as a sentence for a page. The server writes problems for a command line, after its name. */
export function asSentence(words: string): string {
  const begun = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
