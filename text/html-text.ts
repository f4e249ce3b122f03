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
  return others.replace(/&(amp|#38|#x26);/g, '&');
}

/** A plain text may contain `<anonymous>` or `<https://example.com>`, but no end of an element. */
const pageMark = /<\/[a-z]|<!doctype|<br *\/?>/i;

/** The text of an HTML page, without tags. Any other text is unchanged. */
export function pageText(text: string): string {
  return pageMark.test(text) ? withoutEntities(text.replace(/<[^<>]*>/g, ' ')) : text;
}
