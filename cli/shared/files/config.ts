import { existsSync, realpathSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { createJiti } from 'jiti';
import { readChecked } from '../../../files/index.ts';
import type { Observe } from '../../../observation/index.ts';
import { type Config, validate } from '../../../schemas/index.ts';
import { isRecord } from '../../../schemas/is-record.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import { redactorOf } from '../../../text/secrets/redact.ts';
import { clip, oneLine } from '../../../text/terminal/visible.ts';
import type { Io } from '../io.ts';
import { defaultSecretEnv } from '../secret.ts';
import { importAgain } from './import-fresh.ts';

const programEndings = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];
const defaultNames = ['ts', 'mts', 'js', 'mjs', 'json'].map((ending) => `hookswitch.config.${ending}`);

/** What a configuration may contain besides data, if it is a program. */
export type CheckConfig = Config & { readonly observe?: Observe };

/** The files in which the configuration may be: that of `--config`, else the first of these that exists. */
export function configNames(file: string | undefined): readonly string[] {
  return file === undefined ? defaultNames : [file];
}

/**
 * The configuration of `--config`, else the one in this folder, else an empty one. `isAgain` if it was read before, and may have changed.
 *
 * @throws HookswitchError `bad-config` with the place of the mistake. An unknown key gets the most similar known one.
 */
export async function readConfig(file: string | undefined, io: Io, isAgain = false): Promise<CheckConfig> {
  const name = file ?? defaultNames.find((candidate) => existsSync(resolve(io.cwd, candidate)));
  if (name === undefined) return {};
  const path = resolve(io.cwd, name);
  // A program may show the secret that it read.
  const shown = redactorOf({ secrets: [io.env[defaultSecretEnv]] }).text;
  const refuse = (sentence: string): never => {
    throw new HookswitchError('bad-config', `${name}: ${oneLine(sentence)}`);
  };
  if (extname(path) === '.json' || !statSync(path, { throwIfNoEntry: false })?.isFile())
    return readChecked({
      path,
      name,
      what: `the configuration ${name}`,
      schema: 'config',
      code: 'bad-config',
    });
  if (!programEndings.includes(extname(path)))
    return refuse('the name of a configuration must end in .json, .js, .mjs or .ts; rename it');
  const config = await (isAgain ? importAgain(realpathSync(path)).then(defaultOf) : importOnce(path)).catch(
    (error) => refuse(`it cannot be read: ${clip(shown(firstLine(error)), 200)}`),
  );
  const problem = validate('config', withoutObserve(config));
  if (problem) return refuse(problem.message);
  if (config.observe === undefined || typeof config.observe === 'function') return config;
  return refuse('observe must be a function, (sn) => state');
}

/** jiti's name for this file, from which it resolves the configuration's imports. */
function importOnce(path: string): Promise<CheckConfig> {
  return createJiti(path).import<CheckConfig>(path, { default: true });
}

/** Some tools put the default export of CommonJS here too. */
function defaultOf(module: unknown): CheckConfig {
  return (isRecord(module) && 'default' in module ? module.default : module) as CheckConfig;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

function withoutObserve(config: unknown): unknown {
  if (!isRecord(config)) return config;
  const { observe, ...data } = config;
  return data;
}
