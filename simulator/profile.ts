import type { ProfileFile } from '../schemas/generated/types.ts';

/**
 * Everything that the vendor leaves open, with its values, default and basis. Bases: `example` (only shown in an example or an older
 * product), `silent` (not documented in any edition). `varied` lists what {@link varyProfile} picks from, if not all values.
 */
export const profileChoices = {
  payloadIn: {
    values: ['body', 'query', 'none'],
    default: 'body',
    basis: 'silent',
    meaning: 'where a GET carries the message; with none, an empty message is signed',
    // With `none`, no message would arrive, so nothing could be checked.
    varied: ['body', 'query'],
  },
  getQueryParameter: {
    values: 'text',
    default: 'message',
    basis: 'silent',
    meaning: 'the query parameter that carries the message when payloadIn is query',
    // Not varied: names are unlimited, and no receiver can be ready for all of them.
    varied: ['message'],
  },
  retryDelayMs: {
    values: 'milliseconds',
    default: 1000,
    basis: 'silent',
    meaning: 'the gap between the end of an attempt and the next one',
    varied: [250, 1000, 2000],
  },
  retrySignature: {
    values: ['repeated', 'renewed'],
    default: 'repeated',
    basis: 'silent',
    meaning:
      'whether a retry repeats the signature of the first attempt, or is signed with the current secret of the webhook',
  },
  connections: {
    values: ['fresh', 'kept'],
    default: 'fresh',
    basis: 'example',
    meaning:
      'whether each message opens a new TCP connection, as older Yeastar event reports do, or reuses one',
  },
  contentType: {
    values: 'text',
    default: 'application/json',
    basis: 'example',
    meaning: 'the Content-Type header, or none if empty; the default is that of older event reports',
    // Never absent: RFC 9110, 8.3, asks for it with every body, and no common sender of JSON omits it.
    varied: ['application/json', 'application/json; charset=utf-8', 'application/json;charset=UTF-8'],
  },
  accept: {
    values: 'text',
    default: 'application/json',
    basis: 'example',
    meaning: 'the Accept header, or none if empty; the default is that of older event reports',
    varied: ['application/json', '*/*', 'application/json, text/plain, */*', ''],
  },
  userAgent: {
    values: 'text',
    default: 'WebAPI',
    basis: 'example',
    meaning: 'the User-Agent header, or none if empty; the default is that of older event reports',
    varied: ['WebAPI', 'Go-http-client/1.1', 'Apache-HttpClient/4.5.14 (Java/17.0.9)', ''],
  },
  spacing: {
    values: ['compact', 'spaced', 'indented'],
    default: 'compact',
    basis: 'silent',
    meaning: 'whitespace in the JSON',
  },
  keyOrder: {
    values: ['documented', 'reversed'],
    default: 'documented',
    basis: 'silent',
    meaning: 'order of the keys of every object',
  },
  escapeSlashes: {
    values: 'yes-no',
    default: false,
    basis: 'silent',
    meaning: 'whether / is written as \\/',
  },
  escapeNonAscii: {
    values: 'yes-no',
    default: false,
    basis: 'silent',
    meaning: 'whether non-ASCII characters are written as \\u escapes',
  },
  trunkDelete: {
    values: ['one-array', 'many-messages'],
    default: 'one-array',
    basis: 'silent',
    meaning: 'the messages for the deletion of a trunk that several PBXs share',
  },
  deletionList: {
    values: ['empty', 'absent', 'null', 'last'],
    default: 'empty',
    basis: 'silent',
    meaning: 'the form of trunkDidInfoList in a pce_delete message; with last, the list before the deletion',
  },
} as const;

type Choices = typeof profileChoices;
type ValueOf<C extends { values: unknown }> = C['values'] extends readonly (infer V)[]
  ? V
  : { text: string; milliseconds: number; 'yes-no': boolean }[C['values'] &
      ('text' | 'milliseconds' | 'yes-no')];

/**
 * Sender behavior that the vendor doesn't document: one value for each of {@link profileChoices}.
 *
 * @interface
 */
export type Profile = { readonly [K in keyof ProfileFile]-?: ValueOf<Choices[K]> };

/** The default of every choice. */
export const defaultProfile = Object.fromEntries(
  Object.entries(profileChoices).map(([name, choice]) => [name, choice.default]),
) as Profile;
