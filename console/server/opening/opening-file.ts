import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A page that redirects the browser. */
export interface OpeningFile {
  readonly path: string;
  remove(): void;
}

/**
 * Writes a page that redirects to a URL with a secret, readable only by the user: the arguments of commands, and so a URL passed to a
 * browser, are visible to all users.
 */
export function writeOpeningFile(url: string): OpeningFile {
  // Only for its owner, as enforced by the system.
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
