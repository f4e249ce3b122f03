export const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Random characters from this set. With 32 bits for each character, their probabilities differ by less than one in ten million. */
export function randomText(characters: string, length: number): string {
  const numbers = crypto.getRandomValues(new Uint32Array(length));
  return Array.from(numbers, (n) => characters[n % characters.length]).join('');
}
