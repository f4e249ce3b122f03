import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A page that leads a browser on. */
export interface OpeningFile {
  readonly path: string;
  remove(): void;
}

/**
 * Writes a page that leads to an address with a secret in it, for the user's eyes only: every user of a machine can read the arguments
 * of every command, and so the address that a browser is started with.
 */
export function writeOpeningFile(url: string): OpeningFile {
  // For its owner alone, by the system's own word.
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-open-'));
  const path = join(folder, 'console.html');
  writeFileSync(path, pageTo(url), { mode: 0o600, flag: 'wx' });
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function pageTo(url: string): string {
  const href = url.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${href}">
<title>Hookswitch</title>
<p><a href="${href}">Open the console</a></p>
`;
}
