import { NestedTooDeep, parseForeignJson } from '../../schemas/foreign-json.ts';
import { defaultProfile } from '../../simulator/index.ts';
import type { Arrival } from '../arrival.ts';
import { type QueryParameter, queryParameters } from './query.ts';

/** The message that a request carries. */
export interface CarriedMessage {
  readonly bytes: Buffer;
  /** The query parameter that it stood in; none for a body. */
  readonly parameter?: string;
}

/**
 * The body; of a request without one the query parameter `message`, or else the first that is JSON. `isSigned` decides how a + in it
 * is read, which is a space to web frameworks and a + to RFC 3986.
 */
export function messageCarriedBy(
  { body, target }: Arrival,
  isSigned: (bytes: Buffer) => boolean,
): CarriedMessage {
  if (body.length > 0) return { bytes: body };
  const parameters = queryParameters(target);
  const carrying =
    parameters.find(({ name }) => name === defaultProfile.getQueryParameter) ?? parameters.find(isJson);
  if (!carrying) return { bytes: body };
  const { name, value, plainValue } = carrying;
  return { parameter: name, bytes: isSigned(plainValue) ? plainValue : value };
}

function isJson({ value }: QueryParameter): boolean {
  const text = value.toString('utf8');
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    parseForeignJson(text);
    return true;
  } catch (error) {
    // Too deep to be read, and still the message: that is what to say of it.
    return error instanceof NestedTooDeep;
  }
}
