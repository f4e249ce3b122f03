import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { createJiti } from 'jiti';
import { asPendingWork } from '../../../time/index.ts';
import { modulesFromNow } from './loaded-modules.ts';

/** What jiti's own entry point passes on. */
interface JitiSurroundings {
  readonly onError: (error: Error) => never;
  readonly nativeImport: (id: string | URL) => Promise<unknown>;
  readonly createRequire: typeof createRequire;
}

type CreateJiti = (
  id: string,
  options: NonNullable<Parameters<typeof createJiti>[1]>,
  surroundings: JitiSurroundings,
) => ReturnType<typeof createJiti>;

/** Modules in JavaScript and TypeScript that are the user's own, not of a package. */
const ownModule = /^(?!.*[\\/]node_modules[\\/]).*\.[cm]?[jt]sx?$/;

/**
 * Imports a module and everything that it imports, except for packages, from the current files. Node caches its imports forever, so jiti
 * evaluates these modules. jiti's entry point would let Node import JavaScript first, and evaluate it again if that throws.
 */
export function importFresh(path: string): Promise<unknown> {
  const require = createRequire(`${import.meta.dirname}/`);
  const folder = join(dirname(require.resolve('jiti')), '../dist');
  const create = require(join(folder, 'jiti.cjs')) as CreateJiti;
  const transform = require(join(folder, 'babel.cjs'));
  return create(path, { fsCache: false, transform }, { onError, nativeImport, createRequire }).import(path);
}

/** Imports a module that was imported before, and everything it imports that wasn't. No later import shares these. */
export function importAgain(path: string): Promise<unknown> {
  delete createRequire(path).cache[path];
  const loaded = modulesFromNow(path);
  return importFresh(path).finally(loaded.forget);
}

function onError(error: Error): never {
  throw error;
}

/** jiti evaluates the module itself if this rejects. */
function nativeImport(id: string | URL): Promise<unknown> {
  if (ownModule.test(String(id))) return Promise.reject(new Error('not in this cache'));
  return asPendingWork(import(String(id)));
}
