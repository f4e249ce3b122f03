import { changedSignature } from './signature.ts';

/** The genuine signature, slightly changed. The default cuts off its last four characters. */
export function alteredSignature(
  title = 'with a truncated signature',
  change: (genuine: string) => string = (genuine) => genuine.slice(0, -4),
) {
  return changedSignature('altered-signature', title, change);
}
