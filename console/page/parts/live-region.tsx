import { useEffect, useRef, useState } from 'preact/hooks';

const pauseMs = 3000;

/** A text that changes often, for screen readers only. Announces the latest text after each pause. */
export function LiveRegion({ text }: { text: string }) {
  const [announced, setAnnounced] = useState('');
  const latest = useRef(text);
  latest.current = text;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setAnnounced(latest.current);
    }, pauseMs);
  }, [text]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <p class="visually-hidden" role="status">
      {announced}
    </p>
  );
}
