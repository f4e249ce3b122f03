import type { Json } from '../../observation/index.ts';
import { type AnyMessage, type Mutation, type NewField, valuePathOf } from '../../runner/rule-kit.ts';
import type { RequestRecord } from '../../schemas/generated/types.ts';
import { headerValues } from '../../text/formats/headers.ts';
import { clip } from '../../text/terminal/visible.ts';
import type { Alteration } from './altered-signatures.ts';
import { type JsonFormatting, plainFormatting, writeJson } from './json-formatting.ts';
import type { Malformed } from './malformed-signatures.ts';
import { firstDifference, marked, nameOfCharacter } from './marked.ts';
import { placeNames } from './new-fields.ts';
import type { SecretChange } from './other-secrets.ts';
import { type Tampering, tamperings } from './tampered-bodies.ts';

// What matters in a failing case, as sent. If the message isn't in the body, its bytes are not quoted.

const maxQuoted = 160;

export function showFormatting(form: JsonFormatting, sent?: RequestRecord): string {
  const { before, after, inBrackets, beforeColons, afterColons, isReversed, slash, escapes } = form;
  const spaces: [string, string][] = [
    [before, 'before the message'],
    [after, 'after the message'],
    [inBrackets, 'inside brackets and around commas'],
    [beforeColons, 'before colons'],
    [afterColons, 'after colons'],
  ];
  const words = [
    ...spaces.filter(([text]) => text !== '').map(([text, where]) => `${nameOfCharacter(text)} ${where}`),
    ...(isReversed ? ['keys in reverse order'] : []),
    ...(slash === '/' ? [] : ['/ written as \\/']),
    ...(escapes === 'none'
      ? []
      : [`${escapes === 'all' ? 'every' : 'the first'} character of each string as a \\u escape`]),
  ].join(', ');
  const text = bodyOf(sent);
  if (text === undefined || words === '') return words === '' ? 'JSON without whitespace' : words;
  const plain = writeJson(JSON.parse(text), { ...plainFormatting, isReversed });
  const at = firstDifference(plain, text);
  const [piece = ''] = /^(?:\s+|\\u[0-9a-f]{4}|\\\/|"[^"]*"|.)/.exec(text.slice(at)) ?? [];
  return `${words}: ${marked(text, at, piece.length)}`;
}

export function showName({
  trunkName,
  isEscaped,
}: {
  readonly trunkName: string;
  readonly isEscaped: boolean;
}): string {
  const telling = /[^\x20-\x7e]|["\\/']/u.exec(trunkName);
  const character = telling?.[0] ?? '';
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const bytes = Buffer.from(character)
    .toString('hex')
    .replace(/..(?=.)/g, '$& ');
  const form = isEscaped
    ? 'as an escape'
    : `as the ${character.length === bytes.length ? 'byte' : 'bytes'} ${bytes}`;
  const name = `the trunk name "${marked(trunkName, telling?.index ?? 0, character.length)}"`;
  return character === ''
    ? `the trunk name "${clip(trunkName, maxQuoted)}"`
    : `${name}: U+${code}, sent ${form}`;
}

export function showField({ place, name, value }: NewField, sent?: RequestRecord): string {
  const field = `${JSON.stringify(name)}:${JSON.stringify(value)}`;
  const text = bodyOf(sent) ?? field;
  const at = Math.max(text.indexOf(field), 0);
  return `a new field ${placeNames[place]}: ${text.startsWith(field, at) ? marked(text, at, field.length) : `»${field}«`}`;
}

export function showMutation(
  { message, change }: { readonly message: AnyMessage; readonly change: Mutation },
  sent?: RequestRecord,
): string {
  const path = valuePathOf(message as Json, change.at);
  const place =
    path.length === 0
      ? 'the whole message'
      : path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  const what =
    change.by === undefined && path.length > 0
      ? 'removed'
      : `replaced by ${JSON.stringify(change.by ?? null)}`;
  const text = bodyOf(sent);
  return `${place} ${what}${text === undefined ? '' : `: ${clip(text, maxQuoted)}`}`;
}

export function showTampering({ kind, at: share }: Tampering, sent?: RequestRecord): string {
  const what = `${tamperings[kind]} after signing`;
  const sentText = bodyOf(sent);
  if (sentText === undefined) return what;
  const body = Buffer.from(sentText);
  const length = body.length + (kind === 'removed' ? 1 : kind === 'space' ? -1 : 0);
  const from = Math.floor(share * length);
  const digit = body.subarray(from).findIndex((byte) => byte >= 0x30 && byte <= 0x39);
  const at = kind === 'digit' && digit > 0 ? from + digit : from;
  const text = body.toString('latin1');
  return `${what}, byte ${at + 1}: ${marked(text, at, kind === 'removed' ? 0 : 1)}`;
}

export function showAlteration(generated: Alteration, sent?: RequestRecord): string {
  const value = signatureOf(sent);
  if (generated.kind === 'shortened')
    return `${first(generated.length)} of the genuine signature: X-Signature: ${value}`;
  const what = generated.kind === 'changed' ? 'changed' : 'added';
  return `character ${generated.at + 1} ${what}: X-Signature: ${marked(value, generated.at, 1)}`;
}

export function showSecret(generated: SecretChange): string {
  switch (generated.kind) {
    case 'other':
      return `the key is 32 other characters: ${generated.secret}`;
    case 'prefix':
      return `the key is ${first(generated.length)} of the secret`;
    case 'character':
      return `the key is the secret with character ${generated.at + 1} changed`;
  }
}

export function showMalformed({ value }: Malformed): string {
  return `X-Signature: ${clip(marked(value, 0, value.length), maxQuoted)}`;
}

export function showCut(_case: unknown, sent?: RequestRecord): string {
  const text = bodyOf(sent);
  return text === undefined
    ? 'truncated JSON'
    : `JSON truncated after byte ${Buffer.byteLength(text)}: ${marked(text, text.length, 0)}`;
}

function first(length: number): string {
  return length === 1 ? 'the first character' : `the first ${length} characters`;
}

function bodyOf(sent: RequestRecord | undefined): string | undefined {
  if (!sent || !('text' in sent.body) || sent.body.text === '' || sent.body.truncated) return undefined;
  return sent.body.text;
}

function signatureOf(sent: RequestRecord | undefined): string {
  return headerValues(sent?.headers ?? [], 'X-Signature')[0] ?? '';
}
