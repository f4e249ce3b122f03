/** A host, URL or file name, which keeps its case: `localhost:3000 is not reachable`. */
const startsWithName = /^[^\s.:/]*[.:/]\S/;

/** A problem as a sentence for a page. The server writes problems for a command line, after its name. */
export function asSentence(words: string): string {
  const begun = startsWithName.test(words) ? words : words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}
