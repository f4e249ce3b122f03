import { changedSignature } from './signature.ts';

/** Two X-Signature headers of which one is genuine: which of them is checked must not be a forger's choice. */
export function doubledHeader(genuineIs: 'first' | 'last' = 'first') {
  const forged = 'A'.repeat(43).concat('=');
  return changedSignature(
    'doubled-header',
    `with two X-Signature headers of which the ${genuineIs} is genuine`,
    (genuine) => (genuineIs === 'first' ? [genuine, forged] : [forged, genuine]),
  );
}
