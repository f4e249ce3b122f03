/** Texts that are easily damaged, with descriptions. */
export const fragileTexts: readonly (readonly [what: string, text: string])[] = [
  ...[32, 64, 128, 255, 256, 1024].map((length) => [`${length} characters`, textOf(length)] as const),
  ['accents', 'Zürich Süd, Málaga'],
  ['Cyrillic', 'Филиал Москва'],
  ['Chinese', '北京办公室'],
  ['Arabic', 'مكتب القاهرة'],
  ['emoji', 'team 😀 north'],
  ['quotes and backslashes', `O'Brien "north" \\ south`],
  ['markup', '<b>R&D</b> &amp; sales'],
  ['percent signs', '100%25 %s %n +1'],
];

/** Texts that a program may reject or clean, but must not cut: the middle, and the parts around it. */
export const breakingTexts: readonly (readonly [what: string, middle: string])[] = [
  ['a NUL', '\u0000'],
  ['an unpaired surrogate', '\ud800'],
];

/** An id that is damaged if it is parsed as a floating-point number. YCM's ids are integers, so they have no leading zeros. */
export const fragileId = '90071992547409931234';

/** No two parts are equal, and it doesn't end as it begins. */
function textOf(length: number): string {
  const words = Array.from({ length: Math.ceil(length / 4) }, (_, n) => String(n).padStart(4, '-'));
  return `${words.join('').slice(0, length - 1)}z`;
}

/** How a text was damaged, as a phrase that follows "shows it"; undefined if unknown. */
export function lossOf(text: string, shown: string): string | undefined {
  const bytes = Buffer.from(text);
  if (shown.includes(bytes.toString('latin1')) || shown.includes(asWindows1252(bytes)))
    return 'with its UTF-8 read as Latin-1';
  if (bytes.length > text.length && shown.includes(bytes.toString('ascii')))
    return 'with its UTF-8 read as ASCII';
  if (shown.includes('\ufffd')) return 'with replacement characters';
  const cut = longestBeginning(text, shown);
  if (cut >= 16 && cut < text.length) return `cut after ${cut} characters`;
  return shown.includes(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
    ? 'with its markup escaped'
    : undefined;
}

function asWindows1252(bytes: Buffer): string {
  return new TextDecoder('windows-1252').decode(bytes);
}

function longestBeginning(text: string, shown: string): number {
  let length = text.length;
  while (length > 0 && !shown.includes(text.slice(0, length))) length -= 1;
  return length;
}
