import type { ShownBytes, ComputedSteps as Steps } from '../../../server/api/types.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { countWithWord } from '../../parts/words/count.ts';

/** How X-Signature is computed, and what common mistakes would give instead. */
export function SignatureSteps({ steps, message }: { steps: Steps; message: ShownBytes }) {
  const { secretFingerprint, messageBytes, messageSha256, hmacHex, signature, isCurrent } = steps;
  return (
    <>
      {!isCurrent && (
        <p class="muted">
          The webhook was deleted or its secret has changed, so this shows what was sent but can't compute it
          again.
        </p>
      )}
      <ol class="signature-steps">
        <li>
          Key: the characters of the secret, not decoded: <code>{secretFingerprint}</code>
        </li>
        <li>
          Message: {countWithWord(messageBytes, 'byte')} exactly as sent. SHA-256 to compare them by:{' '}
          <code>{messageSha256}</code>
        </li>
        <li>
          HMAC-SHA256 of the message with the key, 32 bytes, shown in hex: <code>{hmacHex}</code>
        </li>
        <li>
          The same 32 bytes in Base64 are sent: <code>X-Signature: {signature}</code>{' '}
          <CopyButton name="the signature" text={signature} />
        </li>
      </ol>
      <details>
        <summary>If your receiver computes something else</summary>
        <dl class="mistakes">
          <dt>Hex instead of Base64</dt>
          <dd>
            <code>{hmacHex}</code>
          </dd>
          <dt>Base64 of the hex text</dt>
          <dd>
            <code>{btoa(hmacHex)}</code>
          </dd>
          <dt>The message parsed and serialized again</dt>
          <dd>{rewrittenWords(message)}</dd>
          <dt>Another secret, or one with a line break</dt>
          <dd>
            For any other value, compare the fingerprint <code>{secretFingerprint}</code> with that of the
            receiver’s secret.
          </dd>
        </dl>
      </details>
    </>
  );
}

/** Whether parsing and serializing the JSON again gives the same bytes, as in a receiver that lost the raw body. */
function rewrittenWords({ encoding, data, isCut, size }: ShownBytes): string {
  if (encoding !== 'text' || isCut) return 'Its bytes may differ, and so does the signature.';
  try {
    const written = JSON.stringify(JSON.parse(data));
    if (written === data) return "This message happens to keep its bytes in JavaScript. Others don't.";
    const bytes = new TextEncoder().encode(written).length;
    return `${countWithWord(bytes, 'byte')} in JavaScript instead of ${size}, so the signature differs. Use the raw body.`;
  } catch {
    return 'This message is not JSON.';
  }
}
