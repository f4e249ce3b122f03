import type { ComponentChildren } from 'preact';

export interface VirtualListProps<T> {
  items: readonly T[];
  rowHeight: number;
  /** Identifies items across changes. */
  keyOf: (item: T) => number;
  /** The row: a single link with all of its content. */
  renderRow: (item: T) => ComponentChildren;
  /** A description of the rows for screen readers. */
  name: string;
  /** Called near the end of the items. */
  onEnd: () => void;
  /** Called with the index of the first visible row. */
  onScroll: (first: number) => void;
  /** The row to focus when this changes, such as the one whose details were closed. */
  focusKey: number | undefined;
}
