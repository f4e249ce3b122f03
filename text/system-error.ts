/** The words of a system error; several addresses of one host give one error without words of its own. */
export function wordingOf(error: NodeJS.ErrnoException): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map((inner) => (inner instanceof Error ? inner.message : String(inner))).join(', ');
  }
  return error.message === '' ? (error.code ?? 'unknown error') : error.message;
}
