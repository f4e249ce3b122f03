import { tryParseForeignJson } from '../../../schemas/foreign-json.ts';
import { isRecord } from '../../../schemas/is-record.ts';
import { quote } from '../../../text/words/quote.ts';
import { readCallText } from '../read-text.ts';
import { Refused } from './responses.ts';

/** The parameters in a request's body. */
export type Body = Readonly<Record<string, unknown>>;

const maxItems = 1000;
const maxLength = 1000;

/** @throws Refused for anything but a JSON object, or one that is too large. */
export async function bodyOf(request: Request): Promise<Body> {
  const { text, isComplete } = await readCallText(request);
  const value = isComplete ? tryParseForeignJson(text) : undefined;
  if (!isRecord(value)) throw new Refused(400, 'the body must be a JSON object of at most 1 MiB');
  return value;
}

/** A whole number from 0. @throws Refused. */
export function integerField(body: Body, name: string): number {
  const value = body[name];
  if (isWhole(value)) return value;
  throw new Refused(400, `${name} must be a whole number`);
}

/** @throws Refused. */
export function integers(body: Body, name: string): readonly number[] {
  const value = body[name];
  if (Array.isArray(value) && value.length <= maxItems && value.every(isWhole)) return value;
  throw new Refused(400, `${name} must be an array of whole numbers`);
}

/** @throws Refused. */
export function textField(body: Body, name: string): string {
  const value = body[name];
  if (typeof value === 'string' && value !== '' && value.length <= maxLength) return value;
  throw new Refused(400, `${name} must be a string`);
}

/** @throws Refused. */
export function choiceField<T extends string>(body: Body, name: string, values: readonly T[]): T {
  const value = values.find((one) => one === body[name]);
  if (value !== undefined) return value;
  throw new Refused(400, `${name} must be ${values.map(quote).join(' or ')}`);
}

/** "The relation list of DID numbers to be assigned to the Cloud PBX and their associated shared trunks." @throws Refused. */
export function relations(
  body: Body,
): readonly { readonly trunkId: number; readonly didIds: readonly number[] }[] {
  const value = body.trunkDidRelations;
  if (!Array.isArray(value) || value.length > maxItems || !value.every(isRecord)) {
    throw new Refused(400, 'trunkDidRelations must be an array of objects');
  }
  return value.map((one) => ({ trunkId: integerField(one, 'trunkId'), didIds: integers(one, 'didIds') }));
}

/** A parameter of the path or the query: a whole number from 1. @throws Refused. */
export function numberIn(value: unknown, name: string): number {
  if (typeof value === 'string' && /^[1-9]\d{0,14}$/.test(value)) return Number(value);
  throw new Refused(400, `${name} must be a whole number of at least 1`);
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
