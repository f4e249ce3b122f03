import { emitKeypressEvents } from 'node:readline';
import type { Io } from '../../../shared/io.ts';

/** A pressed key, as node:readline names it. */
export interface WatchKey {
  readonly name: string | undefined;
  readonly ctrl: boolean;
  /** The character; undefined for keys such as the arrows. */
  readonly character: string | undefined;
}

type Terminal = Io['stdin'] & { setRawMode?(isRaw: boolean): unknown };

/** Reads single keys on a terminal. Without a terminal, nothing is read. Returns a function that stops it. */
export function listenToKeys(stdin: Terminal, onKey: (key: WatchKey) => void): () => void {
  if (stdin.isTTY !== true || stdin.setRawMode === undefined) return () => {};
  emitKeypressEvents(stdin);
  stdin.setRawMode(true);
  stdin.resume();
  const listen = (character: string | undefined, key: { name?: string; ctrl?: boolean } = {}) =>
    onKey({ name: key.name, ctrl: key.ctrl === true, character });
  stdin.on('keypress', listen);
  return () => {
    stdin.off('keypress', listen);
    stdin.setRawMode?.(false);
    stdin.pause();
  };
}
