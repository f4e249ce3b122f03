import { useState } from 'preact/hooks';

/** Distinguishes DIDs of this page from anything else that is dragged over it. */
const kind = 'application/x-hookswitch-dids';

/** Lets DIDs be dragged. */
export function dragDids(event: DragEvent, didIds: ReadonlySet<string>): void {
  event.dataTransfer?.setData(kind, JSON.stringify([...didIds]));
  if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
}

/** A drop target for DIDs: spread `on` over its element; `isOver` is true while they hover. */
export function useDidDrop(drop: (didIds: ReadonlySet<string>) => void) {
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes(kind)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
    setOver(true);
  };
  const on = {
    onDragEnter: over,
    onDragOver: over,
    onDragLeave: (event: DragEvent) => {
      const place = event.currentTarget as Node;
      if (!place.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const didIds = event.dataTransfer?.getData(kind);
      if (didIds) drop(new Set(JSON.parse(didIds) as string[]));
    },
  };
  return { isOver, on };
}
