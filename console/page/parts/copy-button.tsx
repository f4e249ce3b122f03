import type { ComponentChildren } from 'preact';
import { notify, notifyProblem } from './notices.tsx';

interface CopyButtonProps {
  /** What is copied, for screen readers and the notice: "the signature". */
  name: string;
  /** The text, or a function that loads it. */
  text: string | (() => Promise<string>);
  children?: ComponentChildren;
  class?: string;
}

/** Copies a text, and confirms it. */
export function CopyButton({ name, text, children = 'Copy', class: look = 'quiet' }: CopyButtonProps) {
  return (
    <button
      type="button"
      class={look}
      aria-label={children === 'Copy' ? `Copy ${name}` : undefined}
      onClick={async () => {
        try {
          await copy(typeof text === 'string' ? text : await text());
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
