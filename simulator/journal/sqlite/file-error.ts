/** What can be wrong with one of our SQLite files. */
export type FileProblem =
  | 'not-created'
  | 'not-a-file'
  | 'not-sqlite'
  | 'other-kind'
  | 'newer'
  | 'in-use'
  | 'not-permitted'
  | 'read-only'
  | 'unavailable'
  | 'disk-full'
  | 'damaged'
  | 'unknown';

/** A problem with one of our SQLite files. The message is only a detail, such as the code of the system's error. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly problem: FileProblem;

  constructor(problem: FileProblem, detail?: string) {
    super(detail);
    this.problem = problem;
  }
}

/** SQLite's primary result codes, https://sqlite.org/rescode.html; the extended ones have it in their low byte. */
const results: Readonly<Record<number, FileProblem>> = {
  3: 'not-permitted',
  5: 'in-use',
  8: 'read-only',
  10: 'unavailable',
  11: 'damaged',
  13: 'disk-full',
  14: 'not-permitted',
  // Our own rows never violate a constraint, so something else wrote to the file.
  19: 'damaged',
  26: 'not-sqlite',
};

/** An error of the library, or one of ours. */
export function fileErrorOf(error: unknown): FileError {
  if (error instanceof FileError) return error;
  const { rawCode = 0, message = String(error) } = error as {
    readonly rawCode?: number;
    readonly message?: string;
  };
  return new FileError(results[rawCode & 0xff] ?? 'unknown', message);
}
