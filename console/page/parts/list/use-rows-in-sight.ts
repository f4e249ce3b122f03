import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import type { VirtualListProps } from './virtual-list-props.ts';

/** Extra rows above and below the visible part, so that fast scrolling shows no gap. */
const overscan = 8;

/** The visible rows: the index of the first, and the one after the last. */
export function useRowsInSight<T>(
  element: RefObject<HTMLElement | null>,
  props: VirtualListProps<T>,
): [number, number] {
  const range = useRef<[number, number]>([0, 40]);
  const [, redraw] = useReducer<number, void>((n) => n + 1, 0);
  const latest = useRef(props);
  latest.current = props;

  useLayoutEffect(() => {
    const measure = () => {
      const { items, rowHeight, onEnd, onScroll } = latest.current;
      if (element.current === null || element.current.offsetParent === null) return;
      const top = -element.current.getBoundingClientRect().top;
      const seen = Math.max(0, Math.floor(top / rowHeight));
      const bottom = Math.ceil((top + window.innerHeight) / rowHeight);
      const next: [number, number] = [
        Math.max(0, seen - overscan),
        Math.max(0, Math.min(items.length, bottom + overscan)),
      ];
      if (next[0] !== range.current[0] || next[1] !== range.current[1]) {
        range.current = next;
        redraw();
      }
      onScroll(seen);
      if (bottom + 5 * overscan >= items.length) onEnd();
    };
    measure();
    window.addEventListener('scroll', measure, { passive: true });
    window.addEventListener('resize', measure);
    // The list may be shown again after it was hidden.
    const sizes = new ResizeObserver(measure);
    if (element.current !== null) sizes.observe(element.current);
    return () => {
      sizes.disconnect();
      window.removeEventListener('scroll', measure);
      window.removeEventListener('resize', measure);
    };
  }, [props.items.length, props.rowHeight]);

  return range.current;
}
