import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { freePort } from '../../../bench/support/free-port.ts';
import { root } from '../../docs/page.ts';
import { type VisibleBlock, visibleBlocks } from '../../docs/visible.ts';

const home = mkdtempSync(join(tmpdir(), 'hookswitch-getting-started-'));
// It holds two installations.
afterAll(() => rmSync(home, { recursive: true, force: true }), 300_000);

const page = readFileSync(join(root, 'docs/getting-started.md'), 'utf8');
/** Variables that a reader doesn't have: of agents, of this test run, and secrets. */
const isOfThisRun =
  /^(AI_AGENT|CLAUDECODE|CURSOR_|GEMINI_|CODEX_|YCM_|VITEST|NODE_OPTIONS|NODE_ENV|npm_lifecycle|npm_package)/;

it('leads from git clone to a checked receiver, in one shell', { timeout: 900_000 }, async () => {
  const port = await freePort();
  // Port 3000 may be in use.
  const atFreePort = (text: string) => text.replaceAll(/\b3000\b/g, String(port));
  const repository = createRepository(atFreePort);
  createProject();
  const shell = createShell();
  try {
    let printed = '';
    for (const [n, block] of visibleBlocks(page).entries()) {
      const place = `docs/getting-started.md:${block.line}`;
      if (block.file !== undefined) {
        const folder = (await shell.run('pwd')).output.trim();
        writeFileSync(join(folder, block.file), block.text);
      } else if (block.language === 'sh') {
        const script = atFreePort(block.text).replaceAll(/\bURL\b/g, repository);
        const next = visibleBlocks(page)[n + 1];
        const { exitCode, output } = await shell.run(script);
        expect(exitCode, `${place} printed:\n${output}`).toBe(expectedExit(block, next));
        printed = output.replaceAll(String(port), '3000');
      } else {
        expect(block.language, `${place}: a reader can't tell what to do with it`).toBe('text');
        for (const line of keyLines(block)) expect(printed, place).toContain(line);
      }
    }
  } finally {
    await shell.close();
  }
});

it('begins with the commands of the README', () => {
  const [first] = visibleBlocks(page);
  expect(first?.text).toContain('git clone URL');
  expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(first?.text);
});

/** A check that is shown to fail exits with 1. */
function expectedExit({ text }: VisibleBlock, next: VisibleBlock | undefined): number {
  const isCheck = text.trimEnd().split('\n').at(-1)?.startsWith('npx hookswitch check') === true;
  return isCheck && next?.language === 'text' && next.text.includes('FAILED') ? 1 : 0;
}

/** Each line without its indentation, up to the first `…`. */
function keyLines({ text }: VisibleBlock): string[] {
  const lines = text.split('\n').map((line) => (line.split('…')[0] ?? '').trim());
  return lines.filter((line) => line !== '');
}

/** A repository with the files as they are now, committed or not. */
function createRepository(atFreePort: (text: string) => string): string {
  const folder = join(home, 'repository');
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
  const listed = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const names = execFileSync('git', listed, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 }).split('\0');
  for (const name of names.filter(Boolean)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    cpSync(join(root, name), join(folder, name), { force: true });
  }
  for (const name of ['command.ts', 'run.ts', 'receiver/node.mjs']) {
    const path = join(folder, 'cli/commands/demo', name);
    writeFileSync(path, atFreePort(readFileSync(path, 'utf8')));
  }
  git('init', '--quiet');
  git('add', '--all', '--force');
  const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
  git(...author, 'commit', '--quiet', '--no-verify', '-m', 'All');
  return folder;
}

/** The reader's own project, next to where the clone will be. Its receiver is the one of the demo, which is correct by then. */
function createProject(): void {
  const folder = join(home, 'reader/my-receiver');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  writeFileSync(join(folder, 'server.js'), "import '../hookswitch/hookswitch-demo/receiver.mjs';\n");
}

/** One bash for all blocks: it keeps its folder, variables and background jobs. */
function createShell() {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOfThisRun.test(name)));
  const cache = join(home, 'cache');
  const child = spawn('bash', ['--noprofile', '--norc'], {
    cwd: join(home, 'reader'),
    env: { ...env, XDG_CACHE_HOME: cache },
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  let output = '';
  let heard = () => {};
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    heard();
  });
  child.on('exit', () => heard());
  // Notices every command that fails, as a reader would.
  child.stdin.write("exec 2>&1\ntrap 'failed=$?' ERR\n");
  return {
    /** The exit code is that of the last command that failed, or 0. */
    async run(script: string): Promise<{ exitCode: number; output: string }> {
      output = '';
      const file = join(home, 'block.sh');
      writeFileSync(file, script);
      child.stdin.write(`failed=0\n. '${file}' < /dev/null\nprintf '\\n<block ended: %s>\\n' "$failed"\n`);
      for (;;) {
        const [whole, code] = /\n<block ended: (\d+)>\n$/.exec(output) ?? [];
        if (whole !== undefined) return { exitCode: Number(code), output: output.slice(0, -whole.length) };
        if (child.exitCode !== null) throw new Error(`the shell ended:\n${output}`);
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      }
    },
    async close() {
      if (child.exitCode !== null || child.pid === undefined) return;
      process.kill(-child.pid, 'SIGKILL');
      await once(child, 'exit');
    },
  };
}
