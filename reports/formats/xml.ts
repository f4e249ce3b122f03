import { oneLine, visible } from '../../text/terminal/visible.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

type Attributes = Readonly<Record<string, string | number>>;

/** An element that contains only text. */
export function xmlElement(name: string, attributes: Attributes, text: string): string {
  return `<${name}${xmlAttributes(attributes)}>${xmlText(text)}</${name}>`;
}

/** Attributes in order. A value is one line. */
export function xmlAttributes(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${xmlText(oneLine(String(value)))}"`)
    .join('');
}

/** Characters that XML 1.0 forbids become visible escapes. */
export function xmlText(text: string): string {
  return visible(text).replace(/[&<>"]/g, (character) => entities[character] ?? '');
}
