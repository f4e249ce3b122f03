import { sign } from '../../simulator/index.ts';
import { explainSignature, type SignatureMistake } from '../../simulator/signature/explain.ts';
import { signatureHeader } from '../../simulator/wire/request.ts';
import { headerValues } from '../../text/formats/headers.ts';
import type { Arrival } from '../arrival.ts';
import { findElsewhere } from './elsewhere.ts';

/** Whether the signature of a request is valid, and if not, why. */
export type SignatureVerdict =
  | { readonly kind: 'valid' }
  | { readonly kind: 'not-checked' }
  | {
      readonly kind: 'invalid' | 'missing';
      readonly sentences: readonly string[];
      /** The variants that produce exactly this signature. */
      readonly mistakes: readonly SignatureMistake[];
    };

/** Without a secret, all that can be checked is that there is exactly one signature. Pure. */
export function signatureVerdict(
  secret: string | undefined,
  message: Buffer,
  arrival: Pick<Arrival, 'headers' | 'target'>,
): SignatureVerdict {
  const [value, ...more] = headerValues(arrival.headers, signatureHeader);
  if (value === undefined) {
    const { sentence, mistakes } = findElsewhere(secret, message, arrival);
    return {
      kind: 'missing',
      mistakes,
      sentences: [`The header ${signatureHeader} is missing.`, ...sentence],
    };
  }
  if (more.length > 0) return repeated([value, ...more], secret, message);
  return secret === undefined ? { kind: 'not-checked' } : explained(secret, message, value);
}

function explained(secret: string, message: Buffer, value: string): SignatureVerdict {
  const explanation = explainSignature(secret, message, value);
  switch (explanation.kind) {
    case 'valid':
      return { kind: 'valid' };
    case 'unexplained':
      return { kind: 'invalid', sentences: [explanation.sentence], mistakes: [] };
    case 'explained':
      return {
        kind: 'invalid',
        sentences: explanation.mistakes.map(({ sentence }) => sentence),
        mistakes: explanation.mistakes,
      };
  }
}

/** A forger must not choose which of several is checked. */
function repeated(values: readonly string[], secret: string | undefined, message: Buffer): SignatureVerdict {
  const right = secret === undefined ? 0 : values.indexOf(sign(secret, message)) + 1;
  const which =
    right === 0 ? [] : [`Header number ${right} is valid, but a receiver should still reject this request.`];
  const sentences = [`${signatureHeader} occurs ${values.length} times instead of once.`];
  return { kind: 'invalid', sentences: [...sentences, ...which], mistakes: [] };
}
