/** Why a file can't be read, for the brackets after "cannot be read". Rare errors keep the system's words. */
export function readTrouble(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return troubles[code ?? ''] ?? code ?? 'for an unknown reason';
}

const troubles: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'no permission to read it',
};
