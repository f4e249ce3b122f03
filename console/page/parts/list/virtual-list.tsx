import { useRef } from 'preact/hooks';
import { useRowFocus } from './use-row-focus.ts';
import { useRowsInSight } from './use-rows-in-sight.ts';
import type { VirtualListProps } from './virtual-list-props.ts';

/**
 * A virtual list that renders only visible rows. It scrolls with the page. Arrow keys, Home and End move between rows, each of which is one
 * link.
 */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { items, rowHeight, keyOf, renderRow, name } = props;
  const element = useRef<HTMLOListElement>(null);
  const [first, last] = useRowsInSight(element, props);
  const focus = useRowFocus(element, props);
  const indexes = Array.from({ length: Math.max(0, last - first) }, (_, n) => first + n);
  // The focused element is kept, so that the focus isn't lost.
  if (focus.index >= 0 && !indexes.includes(focus.index)) indexes.push(focus.index);
  return (
    <ol
      ref={element}
      class="virtual-list plain-list"
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
            {renderRow(item)}
          </li>
        );
      })}
    </ol>
  );
}
