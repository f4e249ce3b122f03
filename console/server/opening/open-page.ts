import type { RunningConsole } from '../options.ts';
import { openBrowser } from './open-browser.ts';
import { type OpeningFile, writeOpeningFile } from './opening-file.ts';

/** After this time, a browser has started or never will (ms). */
const keptMs = 60_000;

/**
 * Opens the page of a console in the user's browser with a separate URL, so that the printed one remains valid. The file for that is
 * deleted after use, and when the returned function is called.
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

/** If the file can't be written, nothing is opened: the URL is printed anyway. */
function written(url: () => string): OpeningFile | undefined {
  try {
    return writeOpeningFile(url());
  } catch {
    return undefined;
  }
}
