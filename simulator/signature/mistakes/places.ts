import { headerValues } from '../../../text/formats/headers.ts';
import { otherHeaders, signatureQueryParameters } from '../../faults/signature-elsewhere.ts';
import { type Dialect, type SignedRequest, signatureHeader, withHeader } from '../../wire/request.ts';
import type { ReceiverMistake } from './mistake.ts';

/** Where a signature is read. */
interface Place {
  readonly mistake?: ReceiverMistake;
  readonly place?: Dialect['place'];
}

/** X-Signature first. */
export const signaturePlaces: readonly Place[] = [
  {},
  ...[...otherHeaders, 'X-Hub-Signature'].map((name) =>
    elsewhere(`reads the signature from ${name}`, (request) => toHeader(request, name)),
  ),
  ...signatureQueryParameters.map((name) =>
    elsewhere(`reads the signature from the query parameter ${name}`, (request) => toQuery(request, name)),
  ),
];

function elsewhere(does: string, place: Place['place']): Place {
  const fix = 'Read the signature from the header X-Signature.';
  return { mistake: { cause: 'signature-other-header', does, fix }, place };
}

/** The header has what X-Signature had: one value, several, or none. */
function toHeader(request: SignedRequest, name: string): SignedRequest {
  const values = headerValues(request.headers, signatureHeader);
  return withHeader(withHeader(request, signatureHeader, []), caseLike(request, name), values);
}

/** A header in lower or upper case stays so. */
function caseLike({ headers }: SignedRequest, name: string): string {
  const [given = signatureHeader] =
    headers.find(([key]) => key.toLowerCase() === signatureHeader.toLowerCase()) ?? [];
  if (given === given.toLowerCase()) return name.toLowerCase();
  return given === given.toUpperCase() ? name.toUpperCase() : name;
}

function toQuery(request: SignedRequest, name: string): SignedRequest {
  const url = new URL(request.url);
  const others = url.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '' && !part.startsWith(`${name}=`));
  const values = headerValues(request.headers, signatureHeader);
  url.search = [...others, ...values.map((value) => `${name}=${encodeURIComponent(value)}`)].join('&');
  return { ...withHeader(request, signatureHeader, []), url: url.href };
}
