import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeRunFolder } from './support/run-folder.ts';

/** Whatever tests and the programs that they start leave in the temporary folder is in one folder, which goes when all have ended. */
export default function temporaryFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'hookswitch-tests-'));
  // Some tests look at what another user may do.
  chmodSync(folder, 0o755);
  process.env.TMPDIR = folder;
  return () => {
    removeRunFolder();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
}
