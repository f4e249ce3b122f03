import { visible } from '../../../text/terminal/visible.ts';

/** HTML that is safe to insert unescaped. */
export interface Markup {
  readonly html: string;
}

type Value = string | number | Markup | readonly Markup[] | undefined;

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes every value that isn't Markup; undefined is empty. Attribute values must be in double quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return { html: strings.map((text, n) => text + (n < values.length ? render(values[n]) : '')).join('') };
}

/** Our own text that is markup already: styles, scripts. */
export function trusted(text: string): Markup {
  return { html: text };
}

function render(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'string') return escapeText(String(value));
  return 'html' in value ? value.html : value.map((part) => part.html).join('');
}

function escapeText(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
