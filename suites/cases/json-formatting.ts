import fc from 'fast-check';
import { unicodeEscape } from '../../text/terminal/visible.ts';

const space: fc.Arbitrary<string> = fc.constantFrom('', ' ', '\n', '\r\n', '\t', '\r\n    ');

// Number notation is unchanged: a parser for an integer updateTime need not accept 1.77311092e9, though it is the same number.
export const formatting = fc.record({
  before: space,
  after: space,
  inBrackets: space,
  beforeColons: space,
  afterColons: space,
  isReversed: fc.boolean(),
  slash: fc.constantFrom('/' as const, '\\/' as const),
  escapes: fc.constantFrom('none' as const, 'first' as const, 'all' as const),
});

export type JsonFormatting = typeof formatting extends fc.Arbitrary<infer T> ? T : never;

/** JSON without unnecessary whitespace and escapes. */
export const plainFormatting: JsonFormatting = {
  before: '',
  after: '',
  inBrackets: '',
  beforeColons: '',
  afterColons: '',
  isReversed: false,
  slash: '/',
  escapes: 'none',
};

/** The same JSON in other bytes. */
export function writeJson(value: unknown, form: JsonFormatting): string {
  const colon = `${form.beforeColons}:${form.afterColons}`;
  const list = (open: string, items: string[], close: string) =>
    `${open}${form.inBrackets}${items.join(`${form.inBrackets},${form.inBrackets}`)}${form.inBrackets}${close}`;
  const write = (inner: unknown): string => {
    if (typeof inner === 'string') return writeText(inner, form);
    if (typeof inner !== 'object' || inner === null) return JSON.stringify(inner);
    if (Array.isArray(inner)) return list('[', inner.map(write), ']');
    const entries = Object.entries(inner).map(([key, of]) => `${write(key)}${colon}${write(of)}`);
    return list('{', form.isReversed ? entries.reverse() : entries, '}');
  };
  return `${form.before}${write(value)}${form.after}`;
}

function writeText(text: string, { escapes, slash }: JsonFormatting): string {
  const escaped = escapes === 'all' ? text : escapes === 'first' ? text.slice(0, 1) : '';
  const units = escaped.split('').map(unicodeEscape);
  const rest = JSON.stringify(text.slice(escaped.length)).slice(1, -1);
  return `"${units.join('')}${rest.replaceAll('/', slash)}"`;
}
