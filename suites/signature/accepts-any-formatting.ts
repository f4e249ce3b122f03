import fc from 'fast-check';
import { expectAcknowledged, given } from '../../runner/context/expect.ts';
import { defineRule } from '../../runner/rule.ts';
import { didReport } from '../../simulator/index.ts';

export const acceptsAnyFormatting = defineRule({
  id: 'signature/accepts-any-formatting',
  title: 'accepts a genuine message however its JSON is formatted',
  level: 'must',
  basis: 'documented',
  requirements: ['compute-signature'],
  why: 'YCM promises no spacing, key order or escaping: a receiver that signs what it parsed and wrote again breaks with the next release.',
  hint: 'Compute the HMAC over the raw bytes of the body, before any parser or trim touches them; in Express: express.raw({ type: () => true }).',
  inProduction:
    'It works for months, since the parser and YCM happen to write JSON alike. Then an upgrade of YCM, of the framework or of a library changes a space or the order of keys, and from that minute every message is answered 401.',
  tried:
    'Sends one genuine message as the profile formats it, then the same kind of report in generated formats, each signed over its own bytes: spaces, tabs and line breaks before, after and within, keys in reverse order, / written as \\/, and one or all characters as \\u escapes. Every one has to be acknowledged. Numbers keep their form. A failing format is shrunk to the smallest.',
  lesson: 'sign-raw-bytes',
  needs: ['carriage'],
  async run(ctx) {
    const report = () => {
      const dids = ctx.dids(1).map((did) => ({ ...did, trunkName: 'trunk/shared/1' }));
      return didReport({ sn: ctx.serial(), dids, updateTime: ctx.updateTime() });
    };
    given(await ctx.deliver([report()]));
    await ctx.forAll(formatting, async (form) => {
      const sent = await ctx.deliver(Buffer.from(writeJson([report()], form)), { note });
      expectAcknowledged(ctx, sent);
    });
  },
});

const note = 'a genuine message whose JSON is formatted in another way';

// Number forms stay as they are: who reads updateTime into an integer need not take 1.77311092e9, though it is the same number.
interface JsonFormatting {
  readonly before: string;
  readonly after: string;
  readonly inBrackets: string;
  readonly beforeColons: string;
  readonly afterColons: string;
  readonly isReversed: boolean;
  readonly slash: '/' | '\\/';
  readonly escapes: 'none' | 'first' | 'all';
}

const space = fc.constantFrom('', ' ', '\n', '\r\n', '\t', '\r\n    ');

export const formatting: fc.Arbitrary<JsonFormatting> = fc.record({
  before: space,
  after: space,
  inBrackets: space,
  beforeColons: space,
  afterColons: space,
  isReversed: fc.boolean(),
  slash: fc.constantFrom('/' as const, '\\/' as const),
  escapes: fc.constantFrom('none' as const, 'first' as const, 'all' as const),
});

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
  const units = escaped.split('').map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const rest = JSON.stringify(text.slice(escaped.length)).slice(1, -1);
  return `"${units.join('')}${rest.replaceAll('/', slash)}"`;
}
