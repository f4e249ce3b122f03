/** The lines of the stack of the code that called `callee`, which must be running. */
export function stackAt(callee: (...args: never[]) => unknown): string {
  const shown: { stack?: string } = {};
  Error.captureStackTrace(shown, callee);
  return shown.stack?.split('\n').slice(1).join('\n') ?? '';
}

/** The error, located there instead of at a line of Hookswitch. */
export function locatedAt<E extends Error>(stack: string, error: E): E {
  error.stack = `${error.name}: ${error.message}\n${stack}`;
  return error;
}
