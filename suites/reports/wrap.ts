/** A text in lines of at most `width` characters, broken at spaces; a longer word is cut. */
export function wrap(text: string, width: number): string[] {
  const lines = text.split('\n').flatMap((line) => wrapLine(line, Math.max(width, 1)));
  return lines.map(harmlessInCi);
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ').flatMap((piece) => cutWord(piece, width))) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (lengthOf(longer) <= width) current = longer;
    else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current];
}

function cutWord(word: string, width: number): string[] {
  const characters = Array.from(word);
  if (characters.length <= width) return [word];
  const pieces = Math.ceil(characters.length / width);
  return Array.from({ length: pieces }, (_, n) => characters.slice(n * width, (n + 1) * width).join(''));
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** GitHub's runner obeys `::add-mask::…` at the start of a line, and `##[…]` anywhere: a receiver's answer may hold either. */
function harmlessInCi(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1: ').replaceAll('##[', '# #[');
}
