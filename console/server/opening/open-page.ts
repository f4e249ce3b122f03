import type { RunningConsole } from '../options.ts';
import { openBrowser } from './open-browser.ts';
import { type OpeningFile, writeOpeningFile } from './opening-file.ts';

/** A browser has started by then, or never will. */
const keptMs = 60_000;

/**
 * Opens the page of a console in the user's browser, with an address of its own, so that the printed one stays good. What it writes for
 * that is gone when it was used, and when the function given back is called.
 */
export function openConsolePage(
  running: Pick<RunningConsole, 'url' | 'isOpen' | 'openingUrl'>,
  open: (target: string) => void = openBrowser,
): () => void {
  if (!running.isOpen) {
    open(running.url);
    return () => {};
  }
  const file = written(() => running.openingUrl(() => file?.remove()));
  if (file === undefined) return () => {};
  setTimeout(file.remove, keptMs).unref();
  open(file.path);
  return file.remove;
}

/** Without room for a file nothing is opened: the address is printed anyway. */
function written(url: () => string): OpeningFile | undefined {
  try {
    return writeOpeningFile(url());
  } catch {
    return undefined;
  }
}
