import { type Header, HookswitchError } from '../../simulator/index.ts';
import { isHeaderName, isHeaderValue } from '../../simulator/wire/header-syntax.ts';

/** Headers that a request already has. A duplicate would make it differ from YCM's requests. */
const written: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'x-signature': 'it is the signature; use --fault to send a wrong one',
    host: 'it is set from the URL',
    connection: 'it is part of the profile; set connections in --profile',
    'content-length': 'it is set from the message',
    'transfer-encoding': 'it is set from the message; use --fault chunked-body to send chunks',
    'content-type': 'it is part of the profile; set contentType in --profile',
    accept: 'it is part of the profile; set accept in --profile',
    'user-agent': 'it is part of the profile; set userAgent in --profile',
  }),
);

/** @throws HookswitchError `bad-flag`, see {@link parseHeader}. */
export function parseHeaders(texts: readonly string[]): Header[] {
  return texts.map(parseHeader);
}

/**
 * Parses `Name: value`. The value may be a credential, so messages never quote it.
 *
 * @throws HookswitchError `bad-flag` if it is not a valid header, or the request already has it.
 */
export function parseHeader(text: string): Header {
  const colon = text.indexOf(':');
  const name = text.slice(0, colon);
  const value = text.slice(colon + 1).trim();
  if (colon < 1 || !isHeaderName(name)) {
    throw new HookswitchError(
      'bad-flag',
      "a header must be 'Name: value', with a name of letters, digits and hyphens, such as 'X-Tenant: 7'",
    );
  }
  if (!isHeaderValue(value)) {
    throw new HookswitchError(
      'bad-flag',
      `the value of the header ${name} contains a character that headers can't carry, such as a control character; remove it`,
    );
  }
  const why = written.get(name.toLowerCase());
  if (why !== undefined) {
    throw new HookswitchError('bad-flag', `the header ${name} can't be set: ${why}`);
  }
  return [name, value];
}
