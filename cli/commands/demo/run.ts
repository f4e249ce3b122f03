import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { makeFolder, replaceFile, writing } from '../../../files/index.ts';
import { type CheckFlags, checkOptions } from '../../../options/check.ts';
import { emptyLists } from '../../../options/option.ts';
import type { Config } from '../../../schemas/index.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { quoteForShell } from '../../../text/formats/shell-quote.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Io } from '../../shared/io.ts';
import { programName } from '../../shared/own-command.ts';
import { runCheck } from '../check/run.ts';
import type { DemoFlags } from './command.ts';
import { receiverFiles } from './receiver-files.ts';

const defaultFolder = 'hookswitch-demo';

/** `hookswitch demo [folder]`: writes a receiver with five bugs, and checks it. */
export async function demo(name = defaultFolder, { stack, port }: DemoFlags, io: Io): Promise<number> {
  const folder = resolve(io.cwd, name);
  assertEmpty(folder, name);
  const files = {
    'receiver.mjs': receiverFiles[stack],
    'store.mjs': receiverFiles.store,
    'hookswitch.config.json': `${JSON.stringify(configOf(port), null, 2)}\n`,
  };
  writing(name, () => {
    makeFolder(folder);
    for (const [file, text] of Object.entries(files)) replaceFile(join(folder, file), text);
  });
  io.stdout.write(`Wrote ${Object.keys(files).join(', ')} to ${name}\n`);
  if (stack === 'express' && !hasExpress(folder)) {
    io.stdout.write(nextSteps(name, io, ['npm install express']));
    return exitCodes.passed;
  }
  const noFlags = emptyLists(checkOptions) as unknown as CheckFlags;
  const exitCode = await runCheck(undefined, noFlags, inFolder(io, folder));
  io.stdout.write(nextSteps(name, io));
  return exitCode;
}

/** `io` has getters, which open the input and catch signals only when needed. */
function inFolder(io: Io, cwd: string): Io {
  return Object.create(io, { cwd: { value: cwd } });
}

/** @throws HookswitchError `bad-file`, since its files may be somebody's work. */
function assertEmpty(folder: string, name: string): void {
  const present = existsSync(folder) ? writing(name, () => readdirSync(folder)) : [];
  if (present.length === 0) return;
  const isDemo = ['receiver.mjs', 'store.mjs', 'hookswitch.config.json'].every((file) =>
    present.includes(file),
  );
  const enter = name === '.' ? '' : `cd ${quoteForShell(name)} && `;
  throw new HookswitchError(
    'bad-file',
    isDemo
      ? `${name} already contains the demo; check it with ${enter}${programName} check, or write another one with ${programName} demo FOLDER`
      : `${name} already contains files, so nothing was written; name another folder: ${programName} demo FOLDER`,
  );
}

function configOf(port: number): Config {
  const origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}/webhook`,
    exec: port === 3000 ? 'node receiver.mjs' : `PORT=${port} node receiver.mjs`,
    observeUrl: `${origin}/state?sn={sn}`,
  };
}

function hasExpress(folder: string): boolean {
  try {
    createRequire(join(folder, 'receiver.mjs')).resolve('express');
    return true;
  } catch {
    return false;
  }
}

function nextSteps(name: string, io: Io, before: readonly string[] = []): string {
  const { bold } = colorsFor(io.stdout, io.env);
  const commands = [`cd ${quoteForShell(name)}`, ...before, `${programName} check`];
  const what = before.length === 0 ? `Fix the first finding in ${name}, then check it again:` : 'Next:';
  return ['', what, ...commands.map((line) => `  ${bold(line)}`), ''].join('\n');
}
