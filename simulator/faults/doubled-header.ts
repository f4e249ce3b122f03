import { changedSignature } from './signature.ts';

/** A genuine signature and another one in one header. Proxies join duplicate headers in this way. */
export function joinedHeader(separator: string, genuineIs: 'first' | 'last' = 'first') {
  return changedSignature(
    'joined-header',
    `with two signatures in one X-Signature header, joined with ${JSON.stringify(separator)}, the ${genuineIs} of which is genuine`,
    (genuine, forged) => (genuineIs === 'first' ? [genuine, forged] : [forged, genuine]).join(separator),
  );
}

/** Two X-Signature headers, one of them genuine. A forger must not choose which one is checked. */
export function doubledHeader(genuineIs: 'first' | 'last' = 'first') {
  return changedSignature(
    'doubled-header',
    `with two X-Signature headers, the ${genuineIs} of which is genuine`,
    (genuine, forged) => (genuineIs === 'first' ? [genuine, forged] : [forged, genuine]),
  );
}
