import { NestedTooDeep, parseForeignJson } from '../../schemas/foreign-json.ts';
import { defaultProfile } from '../../simulator/index.ts';
import type { Arrival } from '../arrival.ts';
import { type QueryParameter, queryParameters } from './query.ts';

/** The message that a request carries. */
export interface CarriedMessage {
  readonly bytes: Buffer;
  /** The query parameter with the message. Undefined if the message is in the body. */
  readonly parameter?: string;
}

/**
 * The body. Without a body, the query parameter `message`, else the first parameter that is JSON. Web frameworks read a + in it as a space,
 * RFC 3986 as a +; `isSigned` decides.
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
    // Too deep to parse, but still the message.
    return error instanceof NestedTooDeep;
  }
}
