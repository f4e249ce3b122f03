import { errorMessage } from './error-message.ts';

/** OpenSSL's "THREAD:error:CODE:LIBRARY:FUNCTION:REASON:FILE:LINE:". */
const opensslError = /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/;

/** What Node 24 and later advise after OpenSSL's words. The docs say what to do with Hookswitch. */
const adviceOfNode = /; if the root CA is installed locally, try running Node\.js with --use-system-ca$/;

/** The message of a system error. For a host with several addresses, it comes from the inner errors. */
export function wordingOf(error: NodeJS.ErrnoException): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(errorMessage).join(', ');
  }
  const reason = opensslError.exec(error.message)?.[1];
  if (reason !== undefined) return `TLS: ${reason}`;
  return error.message === '' ? (error.code ?? 'unknown error') : error.message.replace(adviceOfNode, '');
}

/** Why something can't be written. Rare reasons keep the system's code. */
export function whyNotWritten(error: unknown): string {
  const { code = 'for an unknown reason' } = error as NodeJS.ErrnoException;
  return troubles[code] ?? code;
}

const troubles: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'no permission to write it',
  EPERM: 'no permission to write it',
  EROFS: 'the disk is read-only',
  EISDIR: 'it is a folder',
  EEXIST: 'it is a file',
  ENOTDIR: 'a folder in its path is a file',
};
