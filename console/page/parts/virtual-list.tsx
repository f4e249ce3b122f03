import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

interface VirtualListProps<T> {
  items: readonly T[];
  rowHeight: number;
  /** Tells items apart, whatever becomes of them. */
  keyOf: (item: T) => number;
  /** The row: one link, which holds everything that it says. */
  renderRow: (item: T, index: number) => ComponentChildren;
  /** What the rows are, for screen readers. */
  name: string;
  /** Called when the end of the items comes near. */
  onEnd?: (() => void) | undefined;
  /** Called with the index of the first row in sight. */
  onScroll?: ((first: number) => void) | undefined;
  /** The row that gets the focus when this changes, such as the one whose details were closed. */
  focusKey?: number | undefined;
}

/** Rows rendered above and below what is in sight, so that fast scrolling shows no gap. */
const overscan = 8;

/**
 * A list of which only the rows in sight are in the page, however many there are. It scrolls with the page. Arrow keys, Home and End go
 * from row to row: each has one link.
 */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { items, rowHeight, keyOf, renderRow, name } = props;
  const element = useRef<HTMLOListElement>(null);
  const [first, last] = useWindow(element, props);
  const focus = useRowFocus(element, props);
  const indexes = Array.from({ length: Math.max(0, last - first) }, (_, n) => first + n);
  // What has the focus stays in the page, lest the focus be lost.
  if (focus.index >= 0 && !indexes.includes(focus.index)) indexes.push(focus.index);
  return (
    <ol
      ref={element}
      class="virtual-list"
      aria-label={name}
      style={{ height: `${items.length * rowHeight}px` }}
      onKeyDown={focus.onKeyDown}
      onFocusIn={focus.onFocus}
      onFocusOut={focus.onBlur}
    >
      {indexes.map((index) => {
        const item = items[index];
        return item === undefined ? null : (
          <li
            key={keyOf(item)}
            aria-posinset={index + 1}
            aria-setsize={items.length}
            data-key={keyOf(item)}
            class="virtual-row"
            style={{ transform: `translateY(${index * rowHeight}px)`, height: `${rowHeight}px` }}
          >
            {renderRow(item, index)}
          </li>
        );
      })}
    </ol>
  );
}

type ElementRef = { readonly current: HTMLElement | null };

/** Which rows are in sight: the first, and the one after the last. */
function useWindow<T>(element: ElementRef, props: VirtualListProps<T>): [number, number] {
  const range = useRef<[number, number]>([0, 40]);
  const [, redraw] = useReducer<number, void>((n) => n + 1, 0);
  const latest = useRef(props);
  latest.current = props;

  useLayoutEffect(() => {
    const look = () => {
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
      onScroll?.(seen);
      if (bottom + 5 * overscan >= items.length) onEnd?.();
    };
    look();
    window.addEventListener('scroll', look, { passive: true });
    window.addEventListener('resize', look);
    // Also when it is shown after it was hidden.
    const sizes = new ResizeObserver(look);
    if (element.current !== null) sizes.observe(element.current);
    return () => {
      sizes.disconnect();
      window.removeEventListener('scroll', look);
      window.removeEventListener('resize', look);
    };
  }, [props.items.length, props.rowHeight]);

  return range.current;
}

const steps: Readonly<Record<string, (index: number, length: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  Home: () => 0,
  End: (_, length) => length - 1,
};

/** Goes from row to row by keys, and follows the row that has the focus when others come above it. */
function useRowFocus<T>(element: ElementRef, { items, rowHeight, keyOf, focusKey }: VirtualListProps<T>) {
  const key = useRef<number | undefined>(undefined);
  const wanted = useRef(false);
  const [, redraw] = useReducer<number, void>((n) => n + 1, 0);
  const find = () =>
    key.current === undefined ? -1 : items.findIndex((item) => keyOf(item) === key.current);

  useLayoutEffect(() => {
    if (focusKey === undefined) return;
    key.current = focusKey;
    wanted.current = true;
    redraw();
  }, [focusKey]);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    const link = element.current?.querySelector(`[data-key="${key.current}"] a`);
    if (link instanceof HTMLElement) link.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const found = find();
    if (step === undefined || found < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = Math.min(Math.max(step(found, items.length), 0), items.length - 1);
    const item = items[next];
    if (item === undefined) return;
    key.current = keyOf(item);
    wanted.current = true;
    showRow(element, next * rowHeight, rowHeight);
    redraw();
  };
  return {
    index: find(),
    onKeyDown,
    onFocus: (event: FocusEvent) => {
      const row = event.target instanceof Element ? event.target.closest('[data-key]') : null;
      key.current = row === null ? undefined : Number(row.getAttribute('data-key'));
    },
    onBlur: () => {
      if (!wanted.current) key.current = undefined;
    },
  };
}

/** Scrolls the page so that the row is neither under the header nor below the edge. */
function showRow(element: ElementRef, offset: number, rowHeight: number): void {
  const header = 96;
  const top = (element.current?.getBoundingClientRect().top ?? 0) + offset;
  if (top < header) window.scrollBy(0, top - header);
  else if (top + 2 * rowHeight > window.innerHeight)
    window.scrollBy(0, top + 2 * rowHeight - window.innerHeight);
}
