import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Below this width, a row has two lines. */
const narrowPx = 880;

/** Whether the list is narrow: on a phone, or next to an open delivery. */
export function useIsNarrow(element: RefObject<HTMLElement | null>): boolean {
  const [isNarrow, setNarrow] = useState(window.innerWidth < narrowPx);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const look = () => {
      if (current.clientWidth > 0) setNarrow(current.clientWidth < narrowPx);
    };
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(current);
    return () => sizes.disconnect();
  }, []);
  return isNarrow;
}
