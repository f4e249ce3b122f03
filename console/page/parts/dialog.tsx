import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  title: string;
  /** Called when the user closes it with Escape or the button. The owner then stops rendering it. */
  onClose: () => void;
  children: ComponentChildren;
  /** Wider, for bytes and lists. */
  isWide?: boolean;
}

/** A modal dialog, open while it is rendered. Put its buttons into a `<footer>` at the end of its children. */
export function Dialog({ title, onClose, children, isWide = false }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const { current } = element;
    current?.showModal();
    current?.querySelector<HTMLElement>('input, select, textarea, footer button')?.focus();
    // Closing returns the focus.
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={element}
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (event.target !== element.current) return;
        event.preventDefault();
        onClose();
      }}
    >
      <article class={isWide ? 'dialog-wide' : undefined}>
        <header>
          <h2 id={titleId}>{title}</h2>
          <button type="button" class="quiet" aria-label="Close" onClick={onClose}>
            ✕
          </button>
        </header>
        {children}
      </article>
    </dialog>
  );
}
