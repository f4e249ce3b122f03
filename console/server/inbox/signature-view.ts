import type { Key } from '../../../listener/keys.ts';
import type { SignatureVerdict } from '../../../listener/signature/verdict.ts';
import { displayUrl } from '../../../text/secrets/redact.ts';
import type { SignatureVerdictView } from '../api/types.ts';
import { isInboxUrl } from './address.ts';

/** A verdict in words, with the owner of the secret. Pure. */
export function signatureView(
  signature: SignatureVerdict,
  key: Key | undefined,
  keys: number,
  inboxPort: number,
): SignatureVerdictView {
  const mistakes = 'mistakes' in signature ? signature.mistakes.map((mistake) => ({ ...mistake })) : [];
  const isExplained = signature.kind === 'valid' || mistakes.length > 0;
  return {
    verdict: signature.kind,
    sentence: sentenceOf(signature, key, keys, inboxPort),
    mistakes,
    ...(key?.of !== undefined && isExplained ? { secretOf: displayUrl(key.of) } : {}),
  };
}

function sentenceOf(
  signature: SignatureVerdict,
  key: Key | undefined,
  keys: number,
  inboxPort: number,
): string {
  if (signature.kind === 'not-checked') {
    return 'There is no secret to check it with. Add a webhook that pushes to the inbox, or give the inbox a secret.';
  }
  if (signature.kind === 'valid') {
    const isOthers = key?.of !== undefined && !isInboxUrl(key.of, inboxPort);
    return isOthers ? 'It is valid for the secret of a webhook that pushes elsewhere.' : 'It is valid.';
  }
  const isUnexplained = signature.kind === 'invalid' && signature.mistakes.length === 0;
  const tried = isUnexplained && keys > 1 ? [`It matches none of the ${keys} secrets here.`] : [];
  return [...signature.sentences, ...tried].join(' ');
}

/** For a request that was cut off. */
export const notWhole: SignatureVerdictView = {
  verdict: 'not-checked',
  sentence: 'The body arrived incomplete, so the signature was not checked.',
  mistakes: [],
};
