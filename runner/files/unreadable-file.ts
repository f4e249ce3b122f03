import { HookswitchError } from '../../simulator/index.ts';

/** The error for a file that can't be read; `what` names it. Rare reasons keep the system's words. */
export function unreadableFile(what: string, error: unknown): HookswitchError {
  const { code } = error as NodeJS.ErrnoException;
  const why = troubles[code ?? ''] ?? code ?? 'for an unknown reason';
  return new HookswitchError('bad-file', `${what} cannot be read (${why})`);
}

const troubles: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'no permission to read it',
};
