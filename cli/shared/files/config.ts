import { existsSync, readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { createJiti } from 'jiti';
import type { Observe } from '../../../runner/observation/function.ts';
import { parseForeignJson } from '../../../schemas/foreign-json.ts';
import { type Config, validate } from '../../../schemas/index.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import type { Io } from '../io.ts';

const defaultNames = ['ts', 'mts', 'js', 'mjs', 'json'].map((ending) => `hookswitch.config.${ending}`);

/** What a configuration may hold beside data, where it is a program. */
export type CheckConfig = Config & { readonly observe?: Observe };

/**
 * The configuration named by `--config`, else the one in this folder, else an empty one.
 *
 * @throws HookswitchError `bad-config` with the place of the mistake; unknown keys are refused with the nearest known one.
 */
export async function readConfig(file: string | undefined, io: Io): Promise<CheckConfig> {
  const name = file ?? defaultNames.find((candidate) => existsSync(resolve(io.cwd, candidate)));
  if (name === undefined) return {};
  const config = await load(name, resolve(io.cwd, name));
  const { observe, data } = withoutFunctions(config);
  if (observe !== undefined && typeof observe !== 'function')
    throw new HookswitchError('bad-config', `${name}: observe has to be a function, (sn) => state`);
  const problem = validate('config', data);
  if (problem) throw new HookswitchError('bad-config', `${name}: ${problem.sentence}`);
  return config as CheckConfig;
}

function withoutFunctions(config: unknown): { readonly observe: unknown; readonly data: unknown } {
  if (typeof config !== 'object' || config === null) return { observe: undefined, data: config };
  const { observe, ...data } = config as { readonly observe?: unknown };
  return { observe, data: Array.isArray(config) ? config : data };
}

async function load(name: string, path: string): Promise<unknown> {
  if (!existsSync(path)) throw new HookswitchError('bad-config', `the configuration ${name} does not exist`);
  try {
    if (extname(path) === '.json') return parseForeignJson(readFileSync(path, 'utf8'));
    // jiti's own name for this file: it resolves what the configuration imports from the configuration's place.
    return await createJiti(path).import(path, { default: true });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new HookswitchError('bad-config', `the configuration ${name} cannot be read: ${reason}`);
  }
}
