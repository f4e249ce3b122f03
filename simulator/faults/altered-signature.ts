import { changedSignature } from './signature.ts';

/** The genuine signature, changed by a little. The default cuts its last four characters off. */
export function alteredSignature(
  title = 'with a truncated signature',
  change: (genuine: string) => string = (genuine) => genuine.slice(0, -4),
) {
  return changedSignature('altered-signature', title, change);
}
