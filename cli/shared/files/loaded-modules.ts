import { createRequire } from 'node:module';

/** The modules of a check, which Node and jiti keep in one cache. */
export interface LoadedModules {
  /** Whether the file was loaded since, and isn't part of a package. */
  isOwn(file: string): boolean;
  /** They are loaded again next time. */
  forget(): void;
}

/** The modules that are loaded from now on, of this file and others. */
export function modulesFromNow(path: string): LoadedModules {
  const { cache } = createRequire(path);
  const before = new Set(Object.keys(cache));
  return {
    isOwn: (file) => file in cache && !before.has(file) && !/[\\/]node_modules[\\/]/.test(file),
    forget() {
      for (const file of Object.keys(cache)) if (!before.has(file)) delete cache[file];
    },
  };
}
