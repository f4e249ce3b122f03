import type { Json } from '../../observation/index.ts';
import { withoutEntities } from '../../text/formats/html-text.ts';

/** Texts that are easily damaged, with descriptions. */
export const fragileTexts: readonly (readonly [what: string, text: string])[] = [
  ...[32, 64, 128].map((length) => [`${length} characters`, textOf(length)] as const),
  ['accents', 'Zürich Süd, Málaga'],
  ['Cyrillic', 'Филиал Москва'],
  ['Chinese', '北京办公室'],
  ['Arabic', 'مكتب القاهرة'],
  ['emoji', 'team 😀 north'],
  ['quotes and backslashes', `O'Brien "north" \\ south`],
  ['markup', '<b>R&D</b> &amp; sales'],
  ['percent signs', '100%25 %s %n +1'],
];

/**
 * Names that a database or a program may take for the same: it ignores case or accents, or normalizes compatibility characters (NFKC), of
 * which Unicode (UAX #15) warns that it "must not be blindly applied to arbitrary text". Canonical normalization leaves them distinct.
 */
export const similarNames = ['Team 2', 'team 2', 'T\u00e9am 2', '\uff34\uff45\uff41\uff4d \uff12'];

/** No two parts are equal, and the end differs from the beginning. */
function textOf(length: number): string {
  const words = Array.from({ length: Math.ceil(length / 4) }, (_, n) => String(n).padStart(4, '-'));
  return `${words.join('').slice(0, length - 1)}z`;
}

/** How a text was damaged, as a phrase that follows "shows it", and what to change if the rule's own fix doesn't say it. */
interface TextLoss {
  readonly how: string;
  readonly fix?: string;
}

const decodeAsUtf8 = 'Decode the body as UTF-8, after verifying the signature over its bytes.';

const decodeWhole =
  'Decode the whole body as UTF-8, once, after verifying the signature over its bytes. U+FFFD replaces bytes that a decoder did not understand: it used another charset, or decoded a piece of the body alone.';

const keepUnsplit =
  'Store each DID in its own row, or the list as JSON. If you join values with a separator, a value that contains it is split when you read it.';

/** Undefined if the kind of damage is unknown. */
export function lossOf(text: string, shown: string): TextLoss | undefined {
  const bytes = Buffer.from(text);
  if (shown.includes(bytes.toString('latin1')) || shown.includes(asWindows1252(bytes)))
    return { how: 'with its UTF-8 read as Latin-1', fix: decodeAsUtf8 };
  if (bytes.length > text.length && shown.includes(bytes.toString('ascii')))
    return { how: 'with its UTF-8 read as ASCII', fix: decodeAsUtf8 };
  if (shown.includes('\ufffd')) return { how: 'with replacement characters', fix: decodeWhole };
  const plain = withoutAccents(text);
  if (plain !== text && shown.includes(plain)) return { how: 'without its accents' };
  const cut = longestBeginning(text, shown);
  if (cut === text.length || cut < 8) return undefined;
  const [beginning, rest] = [text.slice(0, cut), text.slice(cut + 1)];
  if (rest !== '' && shown.includes(`${beginning}"`) && shown.includes(`"${rest}"`))
    return { how: `split at ${JSON.stringify(text[cut])}`, fix: keepUnsplit };
  if (cut >= 16) return { how: `cut after ${cut} characters` };
  return shown.includes(text.slice(-3)) ? undefined : { how: `cut at ${JSON.stringify(text[cut])}` };
}

/** Whether it shows equivalent text: in another canonical form of Unicode, or escaped for HTML, from which it can be restored. */
export function showsEquivalent(text: string, shown: string): boolean {
  const [sent, canonical] = [text.normalize('NFC'), shown.normalize('NFC')];
  return canonical.includes(sent) || withoutEntities(canonical).includes(sent);
}

function asWindows1252(bytes: Buffer): string {
  return new TextDecoder('windows-1252').decode(bytes);
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}

function longestBeginning(text: string, shown: string): number {
  let length = text.length;
  while (length > 0 && !shown.includes(text.slice(0, length))) length -= 1;
  return length;
}

/** The text or number in a state that begins most like this value; undefined if none begins like it. */
export function closestText(state: Json, value: string): string | undefined {
  const texts = leavesOf(state).filter((text) => text[0] === value[0]);
  const alike = (text: string) => {
    const at = [...value].findIndex((character, n) => [...text][n] !== character);
    return at < 0 ? value.length : at;
  };
  return texts.toSorted((a, b) => alike(b) - alike(a))[0];
}

function leavesOf(state: Json): string[] {
  if (typeof state === 'string' || typeof state === 'number') return [String(state)];
  return typeof state === 'object' && state !== null ? Object.values(state).flatMap(leavesOf) : [];
}
