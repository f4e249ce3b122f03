import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../../../bench/support/free-port.ts';
import type { Report } from '../../../../schemas/index.ts';
import { isRunning } from '../../../support/is-running.ts';
import { listenLocally } from '../../../support/listen-locally.ts';
import { runCli } from '../../../support/run-cli.ts';

const rules = ['--rules', 'signature/accepts-genuine'];

/** A file where a command writes its process id, and whether that process is still running. */
function pidFile() {
  const path = join(mkdtempSync(join(tmpdir(), 'hookswitch-exec-')), 'pid');
  return {
    write: `echo $$ > ${path}`,
    isWritten: () => existsSync(path),
    isRunning: () => isRunning(Number(readFileSync(path, 'utf8'))),
  };
}

/** Where a receiver finds what another one has stored; empty at first. */
function stateFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'hookswitch-exec-')), 'state.jsonl');
}

describe('hookswitch check --exec', () => {
  it('starts the receiver with a generated secret, checks it, and leaves nothing running', async () => {
    const port = await freePort();
    const command = `PORT=${port} STATE_FILE=${stateFile()} node examples/express/server.mjs & wait`;
    const { exitCode, stdout, stderr } = await runCli([
      'check',
      '-v',
      `http://127.0.0.1:${port}/webhook`,
      '--exec',
      command,
      ...rules,
    ]);
    expect(stderr).toBe('');
    expect(stdout).toContain('✓ signature/accepts-genuine');
    expect(exitCode).toBe(0);
    expect(
      (await runCli(['check', `http://127.0.0.1:${port}/webhook`, ...rules], { env: someSecret })).exitCode,
    ).toBe(3);
  });

  it("shows the command's output when it ends before it listens", async () => {
    const port = await freePort();
    const argv = ['check', `http://127.0.0.1:${port}/`, '--exec', 'echo no database >&2; exit 7', ...rules];
    const { exitCode, stderr } = await runCli(argv);
    expect(stderr).toMatch(/exited with code 7 before it listened/);
    expect(stderr).toContain('no database');
    expect(exitCode).toBe(3);
  });

  it("shows the receiver's last output with a finding about a 5xx, and with no other", async () => {
    const port = await freePort();
    const receiver = `require('node:http').createServer((request, response) => {
      const chunks = [];
      request.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
        const fails = Buffer.concat(chunks).includes('trunk_delete');
        if (fails) console.error('TypeError: no trunk 47');
        response.writeHead(fails ? 500 : 200).end();
      });
    }).listen(${port}, '127.0.0.1')`;
    const file = join(mkdtempSync(join(tmpdir(), 'hookswitch-exec-')), 'receiver.cjs');
    writeFileSync(file, receiver);
    const { stdout } = await runCli([
      ...['check', `http://127.0.0.1:${port}/`, '--exec', `node ${file}`],
      ...[
        '--rules',
        'acknowledgement/acknowledges-every-event,signature/rejects-missing',
        '--report',
        'json=-',
      ],
    ]);
    const { results } = JSON.parse(stdout) as Report;
    const notes = results.map(({ verdict, id, evidence }) => [verdict, id, evidence.notes?.join() ?? '']);
    expect(notes).toEqual([
      ['fail', 'signature/rejects-missing', ''],
      [
        'fail',
        'acknowledgement/acknowledges-every-event',
        expect.stringContaining("the receiver's last output: TypeError: no trunk 47"),
      ],
    ]);
  });

  it('gives up after --wait on a command that never listens', async () => {
    const port = await freePort();
    const pid = pidFile();
    const command = `${pid.write}; exec sleep 60`;
    const argv = ['check', `http://127.0.0.1:${port}/`, '--exec', command, '--wait', '300ms', ...rules];
    const { exitCode, stderr } = await runCli(argv);
    expect(stderr).toMatch(/did not listen at 127\.0\.0\.1:\d+ within 0\.3 s/);
    expect(exitCode).toBe(3);
    expect(pid.isWritten()).toBe(true);
    expect(pid.isRunning()).toBe(false);
  });

  it('says where a command listens instead', async () => {
    const [port, other] = [await freePort(), await freePort()];
    const command = `node -e 'require("http").createServer().listen(${other}, "127.0.0.1")'`;
    const argv = ['check', `http://127.0.0.1:${port}/`, '--exec', command, '--wait', '3s', ...rules];
    const { exitCode, stderr } = await runCli(argv);
    expect(stderr).toContain(
      `did not listen at 127.0.0.1:${port} within 3 s (--wait), but it listens at 127.0.0.1:${other}; it printed nothing`,
    );
    expect(exitCode).toBe(3);
  });

  it('ends a command that ignores SIGTERM', async () => {
    const port = await freePort();
    const pid = pidFile();
    const command = `${pid.write}; trap '' TERM; sleep 61; sleep 62`;
    const argv = ['check', `http://127.0.0.1:${port}/`, '--exec', command, '--wait', '300ms', ...rules];
    expect((await runCli(argv)).exitCode).toBe(3);
    expect(pid.isWritten()).toBe(true);
    expect(pid.isRunning()).toBe(false);
  });

  it('refuses to check a server that is already listening there', async () => {
    const server = createServer();
    const origin = await listenLocally(server);
    const { exitCode, stderr } = await runCli(['check', `${origin}/`, '--exec', 'true', ...rules]);
    server.close();
    expect(stderr).toMatch(/something is already listening at /);
    expect(exitCode).toBe(3);
  });
});

const someSecret = { YCM_WEBHOOK_SECRET: 'k4Xw9TzLq2RvN7bMh1JyC6sGd3PfUe8A' };
