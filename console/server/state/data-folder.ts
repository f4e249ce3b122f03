import { userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { HookswitchError } from '../../../simulator/index.ts';

/**
 * Where programs of this user store persistent data: as the XDG Base Directory Specification or the system says. Never in the current folder.
 *
 * @throws HookswitchError `bad-file` if neither the environment nor the system names a home folder.
 */
export function dataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  return join(baseFolder(env, platform), 'hookswitch');
}

/** "All paths set in these environment variables must be absolute. If [...] relative, consider the path invalid and ignore it." */
function baseFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const { XDG_DATA_HOME: given = '', LOCALAPPDATA: local = '' } = env;
  if (isAbsolute(given)) return given;
  const home = homeFolder(env);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support');
  if (platform === 'win32') return isAbsolute(local) ? local : join(home, 'AppData', 'Local');
  return join(home, '.local', 'share');
}

/** `HOME` may be empty, as for a service; `homedir()` returns it unchanged. */
function homeFolder({ HOME: given = '' }: NodeJS.ProcessEnv): string {
  if (isAbsolute(given)) return given;
  const home = homeOfUser();
  if (isAbsolute(home)) return home;
  throw new HookswitchError('bad-file', 'HOME is not an absolute path; choose a folder with --folder');
}

/** An empty text for a user that the system doesn't know, as in some containers. */
function homeOfUser(): string {
  try {
    return userInfo().homedir;
  } catch {
    return '';
  }
}
