import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../../../../bench/support/free-port.ts';
import { examples, isRunnable } from '../../../../examples/running-receiver.ts';
import { runCli } from '../../../../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'hookswitch-killed-'));

/** Checks the receiver that the command starts, and kills its process during the check. */
async function check(command: string, rules = 'retry/keeps-what-it-acknowledged') {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  return runCli([
    ...['check', '-v', `${origin}/webhook`, '--observe-url', `${origin}/state?sn={sn}`],
    ...['--exec', `PORT=${port} STATE_FILE='${join(folder, `${port}.jsonl`)}' ${command}`],
    ...['--rules', rules],
  ]);
}

describe('a receiver whose process is killed', () => {
  it.each(examples.filter(isRunnable).map(({ name, command }) => [name, command] as const))(
    'keeps what it has acknowledged: the example in %s',
    async (_name, [program, file]) => {
      const { exitCode, stdout, stderr } = await check(`exec '${program}' ${file}`);
      expect(stderr).toBe('');
      expect(stdout).toMatch(/✓ retry\/keeps-what-it-acknowledged/);
      expect(exitCode, stdout).toBe(0);
    },
  );

  it('passes with a master that replaces its workers, and with output to a file', async () => {
    const command = `python3 fixtures/receivers/programs/prefork.py >'${join(folder, 'prefork.log')}' 2>&1`;
    const rules = 'signature/accepts-genuine,retry/*,security/is-alive-at-the-end';
    const { exitCode, stdout } = await check(command, rules);
    expect(stdout).toMatch(/✓ retry\/keeps-what-it-acknowledged/);
    expect(exitCode, stdout).toBe(0);
  });

  it('fails if it keeps everything in memory', async () => {
    const server = join(folder, 'in-memory.mjs');
    const receiver = JSON.stringify(resolve('examples/node-test/receiver.mjs'));
    writeFileSync(
      server,
      `import { createServer } from 'node:http';
import { createReceiver } from ${receiver};
const { listener, stateOf } = createReceiver(process.env.YCM_WEBHOOK_SECRET);
createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (pathname === '/state') response.end(JSON.stringify(stateOf(searchParams.get('sn'))));
  else listener(request, response);
}).listen(Number(process.env.PORT), '127.0.0.1');
`,
    );
    const { exitCode, stdout } = await check(`exec node ${server}`);
    expect(exitCode, stdout).toBe(1);
    expect(stdout).toMatch(/the effect of a (DID|capacity) change acknowledged before the kill/);
    expect(stdout).toContain('no effect within 4 s of the restart');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'only after a lease or visibility timeout, nothing is lost: set --settle',
    );
  });
});
