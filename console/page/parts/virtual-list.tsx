import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useRowFocus } from './use-row-focus.ts';
import { useRowsInSight } from './use-rows-in-sight.ts';

export interface VirtualListProps<T> {
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

/**
 * A list of which only the rows in sight are in the page, however many there are. It scrolls with the page. Arrow keys, Home and End go
 * from row to row: each has one link.
 */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { items, rowHeight, keyOf, renderRow, name } = props;
  const element = useRef<HTMLOListElement>(null);
  const [first, last] = useRowsInSight(element, props);
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
