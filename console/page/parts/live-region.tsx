import { useEffect, useState } from 'preact/hooks';
import { useAfterPause } from './use-after-pause.ts';

const pauseMs = 3000;

/** A text that changes often, for screen readers only. Announces the latest text after each pause. */
export function LiveRegion({ text }: { text: string }) {
  const [announced, setAnnounced] = useState('');
  const announce = useAfterPause(() => setAnnounced(text), pauseMs);
  useEffect(announce, [text]);
  return (
    <p class="visually-hidden" role="status">
      {announced}
    </p>
  );
}
