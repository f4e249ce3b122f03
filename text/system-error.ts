import { errorMessage } from './error-message.ts';

/** The message of a system error. For a host with several addresses, it comes from the inner errors. */
export function wordingOf(error: NodeJS.ErrnoException): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(errorMessage).join(', ');
  }
  return error.message === '' ? (error.code ?? 'unknown error') : error.message;
}
