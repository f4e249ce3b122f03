import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { addCommands } from '../../cli/commands/define.ts';
import { ioOf } from '../../cli/shared/io.ts';
import { readPages, root } from './page.ts';
import { callsIn, callsOf } from './words.ts';

const pages = readPages();
/** Used for all words: commander forgets one call before the next. */
const program = commandLine();
for (const command of everyCommand(program)) command.action(() => {});
const flags = everyCommand(program).flatMap(({ options }) => options.map(({ long }) => long));

describe('the commands', () => {
  it.each(pages)('in $path are ones that there are', async ({ blocks }) => {
    for (const block of blocks) {
      for (const words of callsIn(block)) expect(await problemWith(words), block.place).toBeUndefined();
    }
  });

  it('in the job for GitHub Actions are ones that there are', async () => {
    const job = readFileSync(join(root, 'examples/github-actions/ci.yml'), 'utf8');
    const folded = job.replaceAll(/\n +(?=-)/g, ' ');
    const calls = [...folded.matchAll(/npx hookswitch .+/g)].flatMap(([line]) => callsOf(line));
    expect(calls).toHaveLength(1);
    for (const words of calls) expect(await problemWith(words)).toBeUndefined();
  });

  it.each(pages)('that the prose of $path names have these flags', ({ prose }) => {
    const theirs = ['--', '--help', '--grep'];
    const known = [...theirs, ...flags];
    const named = [...prose.matchAll(/`[^`\n]+`/g)].flatMap(
      ([span]) => span.match(/(?<![\w-])--[a-z0-9-]*/g) ?? [],
    );
    expect(named.filter((flag) => !known.includes(flag))).toEqual([]);
  });
});

describe('what finds a wrong command', () => {
  it('hands on the words as a shell does', () => {
    const script = `export A=1; npx hookswitch check 'a b' \\\n --x "$A" | sh\nB=$(hookswitch sign m.json)\nother hookswitch\n`;
    expect(callsOf(script)).toEqual([
      ['check', 'a b', '--x', '1'],
      ['sign', 'm.json'],
    ]);
  });

  it.each([
    [['check', '--obsreve-url', 'x']],
    [['chekc']],
    [['check', 'http://x', '--level', 'most']],
    [['check', '--timeout', '11']],
    [['verify']],
    [['sign', 'a', 'b']],
  ])('sees that %j is one', async (words) => {
    expect(await problemWith(words)).toMatch(/error/);
  });
});

/** What the command line has against these words, by the definitions of its commands; nothing is done. */
async function problemWith(words: readonly string[]): Promise<string | undefined> {
  try {
    await program.parseAsync([...words], { from: 'user' });
    return undefined;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return undefined;
    return String(error);
  }
}

function commandLine(): Command {
  const program = new Command('hookswitch').exitOverride().configureOutput({ writeErr: () => {} });
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const { signal } = new AbortController();
  addCommands(program, ioOf({ stdin, stdout, stderr, env: {}, cwd: root, signal }), () => {});
  return program;
}

/** With the commands of commands, such as `baseline update`. */
function everyCommand({ commands }: Command): Command[] {
  return commands.flatMap((command) => (command.commands.length > 0 ? everyCommand(command) : [command]));
}
