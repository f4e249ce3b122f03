import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Dialog } from './dialog.tsx';
import { notifyProblem } from './notices.tsx';
import { useAction } from './use-action.ts';

interface ConfirmButtonProps {
  /** The button's label. */
  children: ComponentChildren;
  /** The button's name for screen readers, if the label is ambiguous. */
  name?: string;
  /** The question: what will happen. */
  title: string;
  text: string;
  /** The label of the confirming button. */
  confirm: string;
  /** Does it. Its rejection is shown as a notice. */
  onConfirm: () => Promise<unknown>;
  class?: string;
}

/** A button that asks before an irreversible action. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const [isAsking, setAsking] = useState(false);
  const confirming = useAction();
  const confirm = async () => {
    await confirming.run(() => props.onConfirm().catch(notifyProblem));
    setAsking(false);
  };
  return (
    <>
      <button
        type="button"
        class={props.class ?? 'quiet'}
        aria-label={props.name}
        onClick={() => setAsking(true)}
      >
        {props.children}
      </button>
      {isAsking && (
        <Dialog title={props.title} onClose={() => setAsking(false)}>
          <p>{props.text}</p>
          <footer>
            <button type="button" class="outline secondary" onClick={() => setAsking(false)}>
              Cancel
            </button>
            <button
              type="button"
              class="danger"
              aria-busy={confirming.isBusy}
              disabled={confirming.isBusy}
              onClick={confirm}
            >
              {props.confirm}
            </button>
          </footer>
        </Dialog>
      )}
    </>
  );
}
