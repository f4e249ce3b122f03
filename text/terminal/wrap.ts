import { withoutCiCommands } from './ci-commands.ts';

/** Wraps a text at `width` characters, after spaces and commas but not inside `1,030`. Longer words are cut. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, Math.max(width, 1)).map(withoutCiCommands));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const piece of line.split(/(?<= |,(?!\d))/).flatMap((whole) => cutPiece(whole, width))) {
    if (current !== '' && lengthOf((current + piece).trimEnd()) > width) {
      lines.push(current.trimEnd());
      current = piece;
    } else {
      current += piece;
    }
  }
  return [...lines, current.trimEnd()];
}

function cutPiece(piece: string, width: number): string[] {
  const characters = Array.from(piece);
  if (lengthOf(piece.trimEnd()) <= width) return [piece];
  const count = Math.ceil(characters.length / width);
  return Array.from({ length: count }, (_, n) => characters.slice(n * width, (n + 1) * width).join(''));
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
