import type { ComponentChildren } from 'preact';

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
