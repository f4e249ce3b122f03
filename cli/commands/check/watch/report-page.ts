import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The HTML report of the last check, for a browser. */
export interface ReportPage {
  /** Writes the page and returns its path. Only its user can read it. */
  write(html: string): string;
  remove(): void;
}

/** A page in its own folder, which is created on first use. */
export function reportPage(): ReportPage {
  let folder: string | undefined;
  return {
    write(html) {
      folder ??= mkdtempSync(join(tmpdir(), 'hookswitch-watch-'));
      const path = join(folder, 'report.html');
      writeFileSync(path, html, { mode: 0o600 });
      return path;
    },
    remove() {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
