/** What replaces a secret or a credential. */
export const mask = '***';
/** Half of a secret of this length is not a coincidence (characters). */
const shortestHalved = 16;

/**
 * Masks these secrets everywhere in a text. Half of a long secret is enough to recognize it: texts are cut before they are shown, and a cut
 * must not protect the rest from masking.
 */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce(maskOne, text);
}

function maskOne(text: string, secret: string): string {
  const head = secret.length < shortestHalved ? secret : secret.slice(0, secret.length >> 1);
  let masked = '';
  let from = 0;
  for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, from)) {
    masked += text.slice(from, at) + mask;
    from = at + sharedLength(text, at, secret);
  }
  return from === 0 ? text : masked + text.slice(from);
}

/** How many characters of the secret are at this place. */
function sharedLength(text: string, at: number, secret: string): number {
  let length = 0;
  while (length < secret.length && text[at + length] === secret[length]) length += 1;
  return length;
}
