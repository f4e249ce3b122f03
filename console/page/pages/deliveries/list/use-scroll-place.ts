import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { remembered, rememberPlace } from '../../../router.ts';
import type { DeliveryList } from './delivery-list.ts';

const waitMs = 300;
/** The page's header and a row that stays in sight above. */
const abovePx = 80;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Remembers the first row in sight in the history, once scrolling rests; undefined: the list's beginning. */
export function rememberTop(seq: number | undefined): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (remembered('top') !== seq) rememberPlace('top', seq);
  }, waitMs);
}

interface ScrollPlace {
  list: DeliveryList;
  element: RefObject<HTMLElement | null>;
  rowHeight: number;
  /** A delivery is open: on a phone it hides the list. */
  isHidden: boolean;
}

/** After reload and back, loads rows until the one that was the first in sight is there, and scrolls to it. */
export function useScrollPlace({ list, element, rowHeight, isHidden }: ScrollPlace): void {
  const wanted = useRef(topOf(remembered('top')));
  useEffect(() => {
    if (!isHidden) wanted.current ??= topOf(remembered('top'));
    return () => clearTimeout(timer);
  }, [isHidden]);

  const { rows } = list.state.value;
  useEffect(() => {
    const seq = wanted.current;
    if (seq === undefined || rows.length === 0 || element.current?.offsetParent === null) return;
    const index = rows.findIndex((row) => row.seq <= seq);
    if (index < 0 && list.state.peek().next !== undefined) {
      void list.loadMore();
      return;
    }
    wanted.current = undefined;
    if (index < 0) return;
    const top = element.current?.getBoundingClientRect().top ?? 0;
    window.scrollTo(0, window.scrollY + top + index * rowHeight - abovePx);
  }, [rows, isHidden]);
}

function topOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
