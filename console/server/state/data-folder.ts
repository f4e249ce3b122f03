import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where programs of this user store persistent data: as the XDG Base Directory Specification or the system says. */
export function dataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  return join(baseFolder(env, platform), 'hookswitch');
}

/** "All paths set in these environment variables must be absolute. If [...] relative, consider the path invalid and ignore it." */
function baseFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const given = env.XDG_DATA_HOME ?? '';
  if (isAbsolute(given)) return given;
  const home = env.HOME ?? homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(home, 'AppData', 'Local');
  return join(home, '.local', 'share');
}
