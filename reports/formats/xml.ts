import { oneLine, visible } from '../../text/visible.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Character data; what XML 1.0 forbids stands as a visible escape. */
export function xmlText(text: string): string {
  return visible(text).replace(/[&<>"]/g, (character) => entities[character] ?? '');
}

/** Attributes in their order, undefined ones left out; a value is one line. */
export function xmlAttributes(attributes: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${xmlText(oneLine(String(value)))}"`)
    .join('');
}
