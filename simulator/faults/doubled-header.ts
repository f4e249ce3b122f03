import { changedSignature } from './signature.ts';

/** A genuine signature and another one in one header, as proxies join headers that are there twice. */
export function joinedHeader(separator: string, genuineIs: 'first' | 'last' = 'first') {
  const forged = 'A'.repeat(43).concat('=');
  return changedSignature(
    'joined-header',
    `with two signatures in one X-Signature header, joined with ${JSON.stringify(separator)}, of which the ${genuineIs} is genuine`,
    (genuine) => (genuineIs === 'first' ? [genuine, forged] : [forged, genuine]).join(separator),
  );
}

/** Two X-Signature headers of which one is genuine: which of them is checked must not be a forger's choice. */
export function doubledHeader(genuineIs: 'first' | 'last' = 'first') {
  const forged = 'A'.repeat(43).concat('=');
  return changedSignature(
    'doubled-header',
    `with two X-Signature headers of which the ${genuineIs} is genuine`,
    (genuine) => (genuineIs === 'first' ? [genuine, forged] : [forged, genuine]),
  );
}
