import { explainSignature, type SignatureMistake } from '../../simulator/signature/explain.ts';
import { signatureHeader } from '../../simulator/wire/request.ts';
import type { Arrival } from '../arrival.ts';
import { queryParameters } from '../message/query.ts';

/** Places other than the header where a signature may be. */
interface Place {
  readonly mistake: 'other-header' | 'query-parameter';
  readonly words: string;
  readonly name: string;
  readonly value: string;
}

/** The remark if it is found there; undefined if nothing looks like a signature. */
interface Finding {
  readonly sentence: readonly string[];
  readonly mistakes: readonly SignatureMistake[];
}

const maxPlaces = 8;
/** Trying a place takes dozens of digests of the whole message. */
const maxTriedBytes = 256 * 1024;

/** Looks for the signature in other headers and in the query. */
export function findElsewhere(
  secret: string | undefined,
  message: Buffer,
  arrival: Pick<Arrival, 'headers' | 'target'>,
): Finding {
  const places = placesOf(arrival);
  const found =
    secret === undefined || message.length > maxTriedBytes ? undefined : tryPlaces(places, secret, message);
  return found ?? likelyPlace(places) ?? { sentence: [], mistakes: [] };
}

function tryPlaces(places: readonly Place[], secret: string, message: Buffer): Finding | undefined {
  for (const { mistake: name, words, value } of places.slice(0, maxPlaces)) {
    const explanation = explainSignature(secret, message, value);
    if (explanation.kind === 'unexplained') continue;
    const more = explanation.kind === 'explained' ? explanation.mistakes : [];
    const what = more.length === 0 ? 'contains the signature: move it' : 'contains a signature: move it';
    const mistakes = [{ name, sentence: `${words} ${what} into ${signatureHeader}.` }, ...more];
    return { sentence: mistakes.map(({ sentence }) => sentence), mistakes };
  }
  return undefined;
}

function likelyPlace(places: readonly Place[]): Finding | undefined {
  const place = places.find(({ name }) => /signature|hmac/i.test(name));
  return place && { sentence: [`${place.words} is there instead.`], mistakes: [] };
}

/** The shortest candidate is a SHA-1 in Base64 (characters). */
const signatureLike = /[A-Za-z0-9+/_-]{22,}/;

function placesOf({ headers, target }: Pick<Arrival, 'headers' | 'target'>): Place[] {
  const all = [
    ...headers.map(([name, value]) => ({
      mistake: 'other-header' as const,
      words: `The header ${name}`,
      name,
      value,
    })),
    ...queryParameters(target).map(({ name, plainValue }) => {
      return {
        mistake: 'query-parameter' as const,
        words: `The query parameter ${name}`,
        name,
        value: plainValue.toString('latin1'),
      };
    }),
  ];
  return all.filter(({ value }) => value.length <= 4096 && signatureLike.test(value));
}
