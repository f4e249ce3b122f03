import { readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Completes, longFlagOf, type Option } from '../../../options/option.ts';
import type { CommandFacts } from '../../shared/command-facts.ts';

/** A word that can stand in place of the last one. */
export interface Suggestion {
  readonly word: string;
  readonly help?: string;
  /** More can follow in the same word: after a comma, `=` or `/`. */
  readonly goesOn?: boolean;
}

/** What can replace the last of these words, which follow `hookswitch`. It may be empty or unfinished. */
export async function suggestions(
  commands: readonly CommandFacts[],
  typed: readonly string[],
  cwd: string,
): Promise<Suggestion[]> {
  const words = typed[0] === 'help' && typed.length > 1 ? typed.slice(1) : typed;
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? '';
  const command = commands.find(({ name }) => isStart(name.split(' '), before));
  if (!command) return nextWords(commands, before).filter(({ word }) => word.startsWith(current));
  const { flag, positions, isPlain } = read(command, before.slice(command.name.split(' ').length));
  if (flag) return offered(flag.value?.completes, current, cwd);
  const [glued = '', name = ''] = /^(--[^=]+)=/.exec(current) ?? [];
  if (!isPlain && glued !== '')
    return offered(optionOf(command, name)?.value?.completes, current.slice(glued.length), cwd, glued);
  if (!isPlain && current.startsWith('-'))
    return flagsOf(command).filter(({ word }) => word.startsWith(current));
  return offered(command.arguments?.[positions]?.completes, current, cwd);
}

function isStart(start: readonly string[], words: readonly string[]): boolean {
  return start.every((word, at) => word === words[at]);
}

/** The words that can follow these, which are no whole command yet. */
function nextWords(commands: readonly CommandFacts[], before: readonly string[]): Suggestion[] {
  const next = new Map<string, string>();
  for (const { name, description } of commands) {
    const words = name.split(' ');
    const word = words[before.length];
    if (word === undefined || !isStart(before, words)) continue;
    next.set(word, words.length === before.length + 1 ? description : `${name}, …`);
  }
  const always = before.length === 0 ? [help, { word: '--version', help: 'print the version' }] : [];
  return [...[...next].map(([word, help]) => ({ word, help })), ...always];
}

const help: Suggestion = { word: '--help', help: 'print this help' };

/** What the words after a command say about the next one: the flag whose value it is, or how many arguments stand before it. */
function read(command: CommandFacts, words: readonly string[]) {
  let flag: Option | undefined;
  let positions = 0;
  let isPlain = false;
  for (const word of words) {
    if (flag) flag = undefined;
    else if (isPlain || !word.startsWith('-')) positions += 1;
    else if (word === '--') isPlain = true;
    else {
      const option = optionOf(command, word);
      flag = option?.value && option.preset === undefined ? option : undefined;
    }
  }
  return { flag, positions, isPlain };
}

function optionOf({ options }: CommandFacts, word: string): Option | undefined {
  return Object.values(options).find(({ flag }) => flag.split(/[ ,]+/).includes(word));
}

function flagsOf({ options }: CommandFacts): Suggestion[] {
  const visible = Object.values(options).filter(({ hidden }) => !hidden);
  return [...visible.map(({ flag, help }) => ({ word: longFlagOf(flag), help })), help];
}

/** The values of a flag or an argument that begin with `current`, each after `prefix`. */
async function offered(
  { names = [], path, many, assigns }: Completes = {},
  current: string,
  cwd: string,
  prefix = '',
): Promise<Suggestion[]> {
  const comma = many ? current.lastIndexOf(',') + 1 : 0;
  const equals = assigns ? current.indexOf('=', comma) + 1 : 0;
  const isName = assigns !== true || equals === 0;
  const cut = Math.max(comma, equals);
  const start = current.slice(cut);
  const all = typeof names === 'string' ? await namesOf[names]() : names;
  const known: Suggestion[] = (isName ? all : [])
    .filter((name) => name.startsWith(start))
    .map((name) => (assigns ? { word: `${name}=`, goesOn: true } : { word: name, goesOn: many === true }));
  const paths = path === undefined || (assigns && isName) ? [] : pathsFrom(start, path, cwd);
  return [...known, ...paths].map((one) => ({ ...one, word: prefix + current.slice(0, cut) + one.word }));
}

/** Paths that begin so; hidden ones only if the name begins with a dot. */
function pathsFrom(start: string, kind: 'file' | 'folder', cwd: string): Suggestion[] {
  const cut = start.lastIndexOf('/') + 1;
  const folder = resolve(cwd, start.slice(0, cut).replace(/^~(?=\/)/, homedir()));
  const begin = start.slice(cut);
  return namesIn(folder)
    .filter((name) => name.startsWith(begin) && (begin !== '' || !name.startsWith('.')))
    .map((name) => ({ name, isFolder: isFolder(join(folder, name)) }))
    .filter(({ isFolder }) => isFolder || kind === 'file')
    .map(({ name, isFolder }) => ({
      word: `${start.slice(0, cut)}${name}${isFolder ? '/' : ''}`,
      goesOn: isFolder,
    }));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Loaded only when they are asked for, because that takes time. */
const namesOf = {
  causes: async () => [
    'none',
    ...(await import('../../../check/adaptation/adaptations.ts')).causesSeenThrough,
  ],
  choices: async () => Object.keys((await import('../../../simulator/index.ts')).profileChoices),
  faults: async () => (await import('../../../simulator/index.ts')).faults.map(({ name }) => name),
  rules: async () => (await import('../../../suites/index.ts')).rules.map(({ id }) => id),
  scenarios: async () => (await import('../../../simulator/index.ts')).scenarios.map(({ name }) => name),
};
