import type { ComponentChildren } from 'preact';
import { notify, notifyProblem } from './notices.tsx';

interface CopyButtonProps {
  /** What is copied, for screen readers and the notice: "the signature". */
  name: string;
  load: () => Promise<string>;
  children?: ComponentChildren;
  class?: string;
}

/** Copies a text, which is loaded on demand, and confirms it. */
export function CopyButton({ name, load, children = 'Copy', class: look = 'quiet' }: CopyButtonProps) {
  return (
    <button
      type="button"
      class={look}
      aria-label={children === 'Copy' ? `Copy ${name}` : undefined}
      onClick={async () => {
        try {
          await copy(await load());
          notify(`Copied ${name}.`);
        } catch (reason) {
          notifyProblem(reason);
        }
      }}
    >
      {children}
    </button>
  );
}

/** The clipboard API exists only on loopback and with TLS. */
async function copy(text: string): Promise<void> {
  if (navigator.clipboard !== undefined) return navigator.clipboard.writeText(text);
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  if (!isCopied) throw new Error('The browser blocked copying. Select the text and copy it.');
}
