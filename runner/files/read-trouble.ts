/** Why a file could not be read, as it stands in brackets after "cannot be read"; what is rare keeps the system's own word. */
export function readTrouble(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return troubles[code ?? ''] ?? code ?? 'for no reason that is known';
}

const troubles: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
};
