import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import { makeFolderOf, replaceFile, writing } from '../../../files/index.ts';
import { type Config, validate } from '../../../schemas/index.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { displayUrl } from '../../../text/secrets/redact.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Io } from '../../shared/io.ts';
import { type Answers, answersFor } from './answers.ts';
import type { InitFlags } from './command.ts';
import { recipes, startComment } from './recipes.ts';
import { skillFor } from './skill.ts';

const configFile = 'hookswitch.config.json';

/** `hookswitch init`: writes a configuration and a CI job, from prompts or flags. */
export async function init(flags: InitFlags, io: Io): Promise<number> {
  if (flags.agent) return initAgent(flags, io);
  const answers = await answersFor(flags, io);
  if (!answers) return exitCodes.interrupted;
  const recipe = answers.ci === 'none' ? undefined : recipes[answers.ci](answers);
  const files = [
    { file: configFile, text: `${JSON.stringify(configOf(answers), null, 2)}\n` },
    ...(recipe ? [recipe] : []),
  ];
  if (!flags.force) assertNew(files, io);
  for (const { file, text } of files) write(file, text, io);
  const start = recipe?.text.split('\n').findIndex((line) => line.includes(startComment)) ?? -1;
  const { bold } = colorsFor(io.stdout, io.env);
  io.stdout.write(
    [
      ...files.map(({ file }) => `wrote ${bold(file)}`),
      ...(recipe ? [`  ${recipe.afterwards}`] : []),
      ...(start < 0 ? [] : [`  Start your receiver in ${recipe?.file}:${start + 1}`]),
      answers.exec === ''
        ? 'Next: start your receiver with a test secret of 32 characters, set YCM_WEBHOOK_SECRET to the same secret, and run'
        : 'Next: run the check. It passes a generated secret to your receiver in YCM_WEBHOOK_SECRET, unless you set one',
      `  ${bold('npx hookswitch check')}`,
      '',
    ].join('\n'),
  );
  return exitCodes.passed;
}

/** `hookswitch init --agent`: writes only the skill file. */
function initAgent(flags: InitFlags, io: Io): number {
  assertNoCredential('--url', flags.url ?? '');
  assertNoCredential('--observe-url', flags.observeUrl ?? '');
  const skill = skillFor(flags, io.cwd);
  if (!flags.force) assertNew([skill], io);
  write(skill.file, skill.text, io);
  const { bold } = colorsFor(io.stdout, io.env);
  io.stdout.write(`wrote ${bold(skill.file)}\nYour coding agent reads it when it changes the receiver.\n`);
  return exitCodes.passed;
}

/** Omitted values keep their defaults. @throws HookswitchError `bad-config`. */
function configOf({ url, exec, observeUrl }: Answers): Config & { $schema: string } {
  assertNoCredential('--url', url);
  assertNoCredential('--observe-url', observeUrl);
  const config = {
    $schema: './node_modules/hookswitch/schemas/config.schema.json',
    url,
    ...(exec === '' ? {} : { exec }),
    ...(observeUrl === '' ? {} : { observeUrl }),
  };
  const problem = validate('config', config);
  if (problem) throw new HookswitchError('bad-config', inFlags(problem.message, config));
  return config;
}

/** The file is meant to be committed. */
function assertNoCredential(flag: string, url: string): void {
  if (displayUrl(url) === url) return;
  throw new HookswitchError(
    'bad-config',
    `${flag} contains a credential that would end up in a file, so nothing was written; leave it out, or write a hookswitch.config.ts that reads the URL from an environment variable`,
  );
}

/** A problem with an answer, by the name of its flag. */
function inFlags(sentence: string, { url }: { readonly url: string }): string {
  const hint =
    /^\/url\b/.test(sentence) && !url.includes('://') && URL.canParse(`http://${url}`)
      ? `; did you mean "http://${url}"?`
      : '';
  const flags = sentence
    .replace(/^\/url\b/, '--url')
    .replace(/^\/observeUrl\b/, '--observe-url')
    .replace(/^\/exec\b/, '--exec');
  return `${flags}${hint}`;
}

/** All or nothing, since existing files may be somebody's work. */
function assertNew(files: readonly { readonly file: string }[], io: Io): void {
  const isThere = (file: string) => lstatSync(resolve(io.cwd, file), { throwIfNoEntry: false }) !== undefined;
  const old = files.map(({ file }) => file).filter(isThere);
  if (old.length === 0) return;
  throw new HookswitchError(
    'bad-file',
    `${old.join(' and ')} already ${old.length === 1 ? 'exists' : 'exist'}, so nothing was written; use --force to overwrite`,
  );
}

function write(file: string, text: string, io: Io): void {
  const path = resolve(io.cwd, file);
  writing(file, () => {
    makeFolderOf(path);
    replaceFile(path, text);
  });
}
