import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { remembered, rememberPlace } from '../../../router.ts';
import type { DeliveryList } from './delivery-list.ts';

const waitMs = 300;
/** The page's header and one more row. */
const abovePx = 80;
let timer: ReturnType<typeof setTimeout> | undefined;

function rememberTop(seq: number | undefined): void {
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (remembered('top') !== seq) rememberPlace('top', seq);
  }, waitMs);
}

interface ScrollPlace {
  list: DeliveryList;
  element: RefObject<HTMLElement | null>;
  rowHeight: number;
  /** An open delivery hides the list on a phone. */
  isHidden: boolean;
}

/**
 * After reload and back, loads rows up to the saved one and scrolls to it. Returns a function that saves the first visible row in the history
 * after scrolling; undefined for the top of the list.
 */
export function useScrollPlace({
  list,
  element,
  rowHeight,
  isHidden,
}: ScrollPlace): (seq: number | undefined) => void {
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

  // The top of a list that is not scrolled yet must not replace the saved row.
  return (seq) => {
    if (wanted.current === undefined) rememberTop(seq);
  };
}

function topOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
