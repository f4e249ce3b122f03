import type { BytesView, SignatureSteps as Steps } from '../../../../schemas/generated/console-types.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { countWithWord } from '../../parts/words/count.ts';

/** How X-Signature comes about, and what the usual mistakes would give instead. */
export function SignatureSteps({ steps, message }: { steps: Steps; message: BytesView }) {
  const { secretFingerprint, messageBytes, messageSha256, hmacHex, signature, isCurrent } = steps;
  return (
    <>
      {!isCurrent && (
        <p class="muted">
          The webhook has another secret by now, or is gone: this is what was sent, and it cannot be computed
          again.
        </p>
      )}
      <ol class="signature-steps">
        <li>
          The key: the secret’s characters as they are, not decoded: <code>{secretFingerprint}</code>
        </li>
        <li>
          The message: {countWithWord(messageBytes, 'byte')} as they went over the wire. SHA-256 to compare
          them by: <code>{messageSha256}</code>
        </li>
        <li>
          HMAC-SHA256 of the message with the key, 32 bytes, here in hex: <code>{hmacHex}</code>
        </li>
        <li>
          The same 32 bytes in Base64 are what is sent: <code>X-Signature: {signature}</code>{' '}
          <CopyButton name="the signature" load={() => Promise.resolve(signature)} />
        </li>
      </ol>
      <details>
        <summary>When a receiver computes something else</summary>
        <dl class="mistakes">
          <dt>Hex instead of Base64</dt>
          <dd>
            <code>{hmacHex}</code>
          </dd>
          <dt>Base64 of the hex text</dt>
          <dd>
            <code>{btoa(hmacHex)}</code>
          </dd>
          <dt>The message parsed and written again</dt>
          <dd>{rewrittenWords(message)}</dd>
          <dt>Another secret, or one with a line end</dt>
          <dd>
            Any other value: compare the fingerprint <code>{secretFingerprint}</code> with that of the
            receiver’s secret.
          </dd>
        </dl>
      </details>
    </>
  );
}

/** Whether reading and writing JSON gives the same bytes: what a receiver signs that has lost the raw body. */
function rewrittenWords({ encoding, data, isCut, size }: BytesView): string {
  if (encoding !== 'text' || isCut) return 'It may have other bytes, and then another signature.';
  try {
    const written = JSON.stringify(JSON.parse(data));
    if (written === data) return 'This message happens to keep its bytes in JavaScript; others do not.';
    const bytes = new TextEncoder().encode(written).length;
    return `${countWithWord(bytes, 'byte')} in JavaScript instead of ${size}: another signature. Take the raw body.`;
  } catch {
    return 'This message is no JSON.';
  }
}
