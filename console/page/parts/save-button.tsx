import type { ComponentChildren } from 'preact';
import { loadFile } from '../api.ts';
import { notifyProblem } from './notices.tsx';

interface SaveButtonProps {
  /** The path of the file on the server. */
  path: string;
  class: string;
  title?: string;
  children: ComponentChildren;
}

/** Saves a file of the API. A link would lack the session's header. */
export function SaveButton({ path, class: look, title, children }: SaveButtonProps) {
  return (
    <button type="button" class={look} title={title} onClick={() => save(path).catch(notifyProblem)}>
      {children}
    </button>
  );
}

async function save(path: string): Promise<void> {
  const { blob, name } = await loadFile(path);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
