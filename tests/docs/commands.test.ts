import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { addCommands } from '../../cli/commands/commands.ts';
import { ioOf } from '../../cli/shared/io.ts';
import { readPages, root } from './page.ts';
import { callsIn, callsOf } from './words.ts';

const pages = readPages();
/** One shared program: commander forgets one call before the next. */
const program = commandLine();
for (const command of everyCommand(program)) command.action(() => {});
const flags = everyCommand(program).flatMap(({ options }) => options.map(({ long }) => long));

describe('the commands', () => {
  it.each(pages)('in $path exist', async ({ blocks }) => {
    for (const block of blocks) {
      for (const words of callsIn(block)) expect(await problemWith(words), block.place).toBeUndefined();
    }
  });

  it('in the GitHub Actions job exist', async () => {
    const job = readFileSync(join(root, 'examples/github-actions/ci.yml'), 'utf8');
    const folded = job.replaceAll(/\n +(?=-)/g, ' ');
    const calls = [...folded.matchAll(/npx hookswitch .+/g)].flatMap(([line]) => callsOf(line));
    expect(calls).toHaveLength(1);
    for (const words of calls) expect(await problemWith(words)).toBeUndefined();
  });

  it.each(pages)('named in the prose of $path have these flags', ({ prose }) => {
    const theirs = ['--', '--help', '--grep', '--list'];
    const known = [...theirs, ...flags];
    const named = [...prose.matchAll(/`[^`\n]+`/g)].flatMap(
      ([span]) => span.match(/(?<![\w-])--[a-z0-9-]*/g) ?? [],
    );
    expect(named.filter((flag) => !known.includes(flag))).toEqual([]);
  });
});

describe('the search for wrong commands', () => {
  it('splits the words as a shell does', () => {
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
  ])('recognizes %j as one', async (words) => {
    expect(await problemWith(words)).toMatch(/error/);
  });
});

/** The command line's error for these words, by its command definitions; nothing is run. */
async function problemWith(words: readonly string[]): Promise<string | undefined> {
  try {
    // A command substitution, such as `$(basename …)`, gives an empty word here.
    const given = words.map((word) => (word === '' ? 'anything' : word));
    await program.parseAsync(given, { from: 'user' });
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

/** Every command that can be run, including subcommands such as `baseline update`. */
function everyCommand({ commands }: Command): Command[] {
  return commands.flatMap((command) => (command.commands.length > 0 ? everyCommand(command) : [command]));
}
