export const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Random characters out of these. With 32 bits for each, all are equally likely to one in ten million. */
export function randomText(characters: string, length: number): string {
  const numbers = crypto.getRandomValues(new Uint32Array(length));
  return Array.from(numbers, (n) => characters[n % characters.length]).join('');
}
