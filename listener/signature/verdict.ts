import { sign } from '../../simulator/index.ts';
import { explainSignature, type SignatureMistake } from '../../simulator/signature/explain.ts';
import { signatureHeader } from '../../simulator/wire/request.ts';
import { headerValues } from '../../text/headers.ts';
import type { Arrival } from '../arrival.ts';
import { findElsewhere } from './elsewhere.ts';

/** Whether the signature of a request holds, and if not, why. */
export type SignatureVerdict =
  | { readonly kind: 'right' }
  | { readonly kind: 'not-checked' }
  | {
      readonly kind: 'wrong' | 'missing';
      readonly sentences: readonly string[];
      /** Those that give exactly this signature. */
      readonly mistakes: readonly SignatureMistake[];
    };

/** Without a secret it can only be told whether there is one signature at all. Pure. */
export function signatureVerdict(
  secret: string | undefined,
  message: Buffer,
  arrival: Pick<Arrival, 'headers' | 'target'>,
): SignatureVerdict {
  const [value, ...more] = headerValues(arrival.headers, signatureHeader);
  if (value === undefined) {
    const { sentence, mistakes } = findElsewhere(secret, message, arrival);
    return { kind: 'missing', mistakes, sentences: [`There is no header ${signatureHeader}.`, ...sentence] };
  }
  if (more.length > 0) return repeated([value, ...more], secret, message);
  return secret === undefined ? { kind: 'not-checked' } : explained(secret, message, value);
}

function explained(secret: string, message: Buffer, value: string): SignatureVerdict {
  const explanation = explainSignature(secret, message, value);
  switch (explanation.kind) {
    case 'right':
      return { kind: 'right' };
    case 'unexplained':
      return { kind: 'wrong', sentences: [explanation.sentence], mistakes: [] };
    case 'explained':
      return {
        kind: 'wrong',
        sentences: explanation.mistakes.map(({ sentence }) => sentence),
        mistakes: explanation.mistakes,
      };
  }
}

/** Which of several is checked must not be a forger's choice. */
function repeated(values: readonly string[], secret: string | undefined, message: Buffer): SignatureVerdict {
  const right = secret === undefined ? 0 : values.indexOf(sign(secret, message)) + 1;
  const which = right === 0 ? [] : [`Number ${right} is right; a receiver still refuses this.`];
  const sentences = [`${signatureHeader} stands there ${values.length} times, and has to stand there once.`];
  return { kind: 'wrong', sentences: [...sentences, ...which], mistakes: [] };
}
