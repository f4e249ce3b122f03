// `npm start`: sets up what is missing, then writes a small broken receiver to hookswitch-demo and checks it, or checks it again;
// `npm start -- <arguments of check>` checks another one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, setUp } from './setup.mjs';

setUp();
const given = process.argv.slice(2);
const folder = join(root, 'hookswitch-demo');
const isDemo = given.length === 0;
const isWritten = existsSync(folder);
const words = isDemo && !isWritten ? ['demo', 'hookswitch-demo'] : ['check', ...given];
const child = spawn(process.execPath, [join(root, 'dist/bin/hookswitch.js'), ...words], {
  cwd: isDemo && isWritten ? folder : isDemo ? root : process.cwd(),
  stdio: 'inherit',
});
// Ctrl-C reaches the child too, which decides when the run ends.
process.on('SIGINT', () => {});
// The receiver of the demo fails as it should, and npm would add its own lines about an error.
child.on('exit', (code) => process.exit(isDemo && code === 1 ? 0 : (code ?? 1)));
