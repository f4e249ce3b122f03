import type { SignatureMistake } from './mistake.ts';

/** Something around a signature; the first group of the pattern is what stands inside. */
export interface Wrapping extends SignatureMistake {
  readonly pattern: RegExp;
}

/** From the outermost to the innermost. */
export const wrappings: readonly Wrapping[] = [
  {
    name: 'white-space',
    sentence: 'White space stands around it: the header holds the Base64 text alone.',
    pattern: /^(?=\s|.*\s$)\s*(.*?)\s*$/s,
  },
  {
    name: 'header-name',
    sentence: 'The name of the header stands before it: the signature is its value alone.',
    pattern: /^x-signature:\s*(.*)$/is,
  },
  {
    name: 'quotes',
    sentence: 'It stands in quotation marks: the header holds the Base64 text alone.',
    pattern: /^["'](.*)["']$/s,
  },
  {
    name: 'prefix',
    sentence: 'A prefix stands before it, as other services write it: YCM writes none.',
    pattern: /^(?:t=\d+,)?[a-z][a-z0-9-]{0,15}[=:]\s*(.{8,})$/is,
  },
];
