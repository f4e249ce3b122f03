// `npm start`: sets up what is missing, then checks the built-in reference receiver; `npm start -- <arguments of check>` for another.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

setUp();
const child = spawn(
  process.execPath,
  [join(root, 'dist/bin/hookswitch.cjs'), 'check', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
// Ctrl-C reaches the child too, which decides when the run ends.
process.on('SIGINT', () => {});
child.on('exit', (code) => process.exit(code ?? 1));
