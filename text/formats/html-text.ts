/** What HTML's escape functions write for these characters. */
const entities = {
  '<': /&(lt|#60|#x3c);/gi,
  '>': /&(gt|#62|#x3e);/gi,
  '"': /&(quot|#34|#x22);/g,
  "'": /&(apos|#0?39|#x27);/g,
  '\u00a0': /&(nbsp|#160|#xa0);/gi,
} as const;

/** Undoes the escaping of a text for HTML. */
export function withoutEntities(escaped: string): string {
  const others = Object.entries(entities).reduce(
    (rest, [text, entity]) => rest.replace(entity, text),
    escaped,
  );
  return others
    .replace(/&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/gi, (entity, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0x1f && code <= 0x10ffff && code !== 38 ? String.fromCodePoint(code) : entity;
    })
    .replace(/&(amp|#38|#x26);/g, '&');
}

/** A plain text may contain `<anonymous>` or `<https://example.com>`, but no end of an element. */
const pageMark = /<\/[a-z]|<!doctype|<br *\/?>/i;

/** The text of an HTML page, without tags, styles and scripts, or of text that was escaped for one. Any other text is unchanged. */
export function pageText(text: string): string {
  const isPage = pageMark.test(text);
  const plain = isPage
    ? text.replace(/<(?:style|script)\b[^<>]*>[^<]*/gi, ' ').replace(/<[^<>]*>/g, ' ')
    : text;
  return isPage || /&(nbsp|quot|lt|gt|#39|#x27);/i.test(text) ? withoutEntities(plain) : text;
}
