import { parseForeignJson } from '../../../schemas/foreign-json.ts';
import { reorderKeys, serialize } from '../../message/serialize.ts';

const plain = {
  spacing: 'compact',
  keyOrder: 'documented',
  escapeSlashes: false,
  escapeNonAscii: false,
} as const;

/** A JSON text as common libraries would serialize its value; none if it isn't JSON. */
export function rewritings(text: string): string[] {
  try {
    const value: unknown = parseForeignJson(text);
    const sorted = reorderKeys(value, (entries) => entries.sort(([a], [b]) => (a < b ? -1 : 1)));
    const all = [value, sorted].flatMap((form) => [
      // JSON.stringify of JavaScript
      JSON.stringify(form),
      JSON.stringify(form, null, 1),
      JSON.stringify(form, null, 2),
      JSON.stringify(form, null, 4),
      // json.dumps of Python, with and without ensure_ascii
      serialize(form, { ...plain, spacing: 'spaced', escapeNonAscii: true }).toString(),
      serialize(form, { ...plain, spacing: 'spaced' }).toString(),
      // json_encode of PHP, with and without JSON_UNESCAPED_SLASHES
      serialize(form, { ...plain, escapeSlashes: true, escapeNonAscii: true }).toString(),
      serialize(form, { ...plain, escapeNonAscii: true }).toString(),
    ]);
    // jsonify of Flask, normally and with debug mode
    const flask = [serialize(sorted, { ...plain, escapeNonAscii: true }), JSON.stringify(sorted, null, 2)];
    return [...all, ...flask.map((json) => `${json}\n`)];
  } catch {
    // Not JSON, or nested too deeply to serialize.
    return [];
  }
}
