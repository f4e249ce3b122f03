import type { SignatureMistake } from './mistake.ts';

/** Text around a signature. */
interface Wrapping extends SignatureMistake {
  /** The text inside the wrapping; undefined if there is no such wrapping. */
  inside(text: string): string | undefined;
}

/** The known wrappings, from the outside in. */
export const wrappings: readonly Wrapping[] = [
  {
    name: 'white-space',
    sentence: 'There is whitespace around it. The header contains only the Base64 text.',
    inside: (text) => (text.trim() === text ? undefined : text.trim()),
  },
  {
    name: 'header-name',
    sentence: 'The name of the header precedes it. The signature is only the value.',
    inside: (text) => behind(/^x-signature:/i, text),
  },
  {
    name: 'quotes',
    sentence: 'It is in quotation marks. The header contains only the Base64 text.',
    inside: (text) => /^["'](.*)["']$/s.exec(text)?.[1],
  },
  {
    name: 'prefix',
    sentence: 'It has a prefix, as other services use. YCM adds none.',
    inside: (text) => {
      const rest = behind(/^(?:t=\d+,)?[a-z][a-z0-9-]{0,15}[=:]/i, text) ?? '';
      return rest.length < minInside ? undefined : rest;
    },
  },
];

const minInside = 8;

function behind(prefix: RegExp, text: string): string | undefined {
  const found = prefix.exec(text)?.[0];
  return found === undefined ? undefined : text.slice(found.length).trimStart();
}
