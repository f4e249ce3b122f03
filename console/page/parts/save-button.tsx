import type { ComponentChildren } from 'preact';
import { notifyProblem } from './notices.tsx';

interface SaveButtonProps {
  /** Asks the server for the file. */
  load: () => Promise<Response>;
  class: string;
  title?: string;
  children: ComponentChildren;
}

/** Saves a file of the API. A link would lack the session's header. */
export function SaveButton({ load, class: look, title, children }: SaveButtonProps) {
  return (
    <button type="button" class={look} title={title} onClick={() => save(load).catch(notifyProblem)}>
      {children}
    </button>
  );
}

async function save(load: SaveButtonProps['load']): Promise<void> {
  const answer = await load();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? '';
  link.click();
  URL.revokeObjectURL(link.href);
}
