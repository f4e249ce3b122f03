import { useState } from 'preact/hooks';
import type { ShownBytes as Bytes } from '../../server/api/types.ts';
import { CopyButton } from './copy-button.tsx';
import { ScrolledText } from './scrolled-text.tsx';
import { size } from './words/count.ts';

/** Bytes as sent, shown as text and never as a page. JSON can be indented. `name` is for screen readers. */
export function BytesView({ bytes, name }: { bytes: Bytes; name: string }) {
  const [isIndented, setIndented] = useState(false);
  const json = bytes.encoding === 'text' && !bytes.isCut ? indented(bytes.data) : undefined;
  if (bytes.size === 0) return <p class="muted">No body.</p>;
  return (
    <div>
      <div class="bytes-tools">
        <span class="muted">
          {size(bytes.size)}
          {bytes.encoding === 'base64' && ', not UTF-8: shown in Base64'}
          {bytes.isCut && ', the beginning is shown'}
        </span>
        {json !== undefined && (
          <button
            type="button"
            class="quiet"
            aria-pressed={isIndented}
            onClick={() => setIndented(!isIndented)}
          >
            Indented
          </button>
        )}
        <CopyButton name={name} text={bytes.data} />
      </div>
      <ScrolledText name={name} text={(isIndented ? json : undefined) ?? bytes.data} />
    </div>
  );
}

/** For reading only: numbers and key order may differ from the bytes. */
function indented(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return undefined;
  }
}
