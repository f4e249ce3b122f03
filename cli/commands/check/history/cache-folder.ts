import { isAbsolute, join } from 'node:path';

/** Where programs keep files that they can do without. Undefined if the environment names no home folder. */
export function cacheFolder(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const { XDG_CACHE_HOME: given = '', HOME: home = '', LOCALAPPDATA: local = '' } = env;
  if (isAbsolute(given)) return join(given, 'hookswitch');
  if (platform === 'win32') return isAbsolute(local) ? join(local, 'hookswitch', 'Cache') : undefined;
  if (!isAbsolute(home)) return undefined;
  const caches = platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
  return join(caches, 'hookswitch');
}
