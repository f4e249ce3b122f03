import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../../bench/support/free-port.ts';

const folder = mkdtempSync(join(tmpdir(), 'hookswitch-left-'));
const receiver = join(folder, 'receiver.mjs');
writeFileSync(
  receiver,
  `import { createServer } from 'node:http';
if (process.argv[3] === 'stubborn') process.on('SIGTERM', () => {});
createServer((request, response) => {
  request.resume().on('end', () => response.end(String(process.pid)));
}).listen(Number(process.argv[2]), '127.0.0.1');
`,
);

const variable = 'HOOKSWITCH_TEST_MARK';

/** A port for a receiver, how to start one there from a shell, and which processes of this test still run. */
export async function stage() {
  const mark = randomUUID();
  const port = await freePort();
  return {
    env: { PATH: process.env.PATH, [variable]: mark },
    url: `http://127.0.0.1:${port}/`,
    receiver: `'${process.execPath}' ${receiver} ${port}`,
    left: () => processesWith(`${variable}=${mark}`),
  };
}

/** The processes that inherited this environment variable, as "pid arguments". */
function processesWith(entry: string): string[] {
  return readdirSync('/proc')
    .filter((name) => Number(name) > 0)
    .filter((pid) => read(`/proc/${pid}/environ`).split('\0').includes(entry))
    .filter((pid) => !/^\d+ \(.*\) [ZX] /s.test(read(`/proc/${pid}/stat`)))
    .map((pid) => `${pid} ${read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')}`);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
