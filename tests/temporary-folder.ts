import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeRunFolder } from './support/run-folder.ts';

/** Collects everything that tests and their child processes leave in the temporary folder in one folder, which is removed at the end. */
export default function temporaryFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-tests-'));
  // Some tests check what another user may do.
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  return () => {
    removeRunFolder();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
}
