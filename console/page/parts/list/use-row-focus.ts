import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import { lineKeys, stepOf } from './list-keys.ts';
import type { VirtualListProps } from './virtual-list-props.ts';

/** Moves between rows by keyboard, and follows the focused row when others are inserted above. */
export function useRowFocus<T>(
  element: RefObject<HTMLElement | null>,
  { items, rowHeight, keyOf, focusKey }: VirtualListProps<T>,
) {
  const key = useRef<number | undefined>(undefined);
  const wanted = useRef<'now' | 'later' | undefined>(undefined);
  const [, redraw] = useReducer<number, void>((n) => n + 1, 0);
  const find = () =>
    key.current === undefined ? -1 : items.findIndex((item) => keyOf(item) === key.current);

  useLayoutEffect(() => {
    wanted.current = undefined;
    if (focusKey === undefined) return;
    key.current = focusKey;
    wanted.current = 'now';
    redraw();
  }, [focusKey]);
  useLayoutEffect(() => {
    if (wanted.current === undefined) return;
    const isElsewhere = wanted.current === 'later' && document.activeElement !== document.body;
    const link = element.current?.querySelector(`[data-key="${key.current}"] a`);
    // A row that isn't rendered yet is focused later, unless the user has moved on.
    wanted.current = link || isElsewhere ? undefined : 'later';
    if (!isElsewhere && link instanceof HTMLElement) link.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const found = find();
    const next = stepOf(lineKeys, event.key, found, items.length);
    if (next === undefined || found < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const item = items[next];
    if (item === undefined) return;
    key.current = keyOf(item);
    wanted.current = 'now';
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
      if (wanted.current === undefined) key.current = undefined;
    },
  };
}

/** Scrolls the page so that the row is neither under the header nor below the edge. */
function showRow(element: RefObject<HTMLElement | null>, offset: number, rowHeight: number): void {
  const header = 96;
  const top = (element.current?.getBoundingClientRect().top ?? 0) + offset;
  if (top < header) window.scrollBy(0, top - header);
  else if (top + 2 * rowHeight > window.innerHeight)
    window.scrollBy(0, top + 2 * rowHeight - window.innerHeight);
}
