import { oneLine, visible } from '../../text/visible.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Character data. Characters that XML 1.0 forbids become visible escapes. */
export function xmlText(text: string): string {
  return visible(text).replace(/[&<>"]/g, (character) => entities[character] ?? '');
}

/** Attributes in order, without undefined ones. A value is one line. */
export function xmlAttributes(attributes: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${xmlText(oneLine(String(value)))}"`)
    .join('');
}
