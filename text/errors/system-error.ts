import { errorMessage } from './error-message.ts';

/** OpenSSL's "THREAD:error:CODE:LIBRARY:FUNCTION:REASON:FILE:LINE:". */
const opensslError = /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/;

/** The advice of Node 24 and later after OpenSSL's message. The docs say what to do with Hookswitch. */
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

/** Why something can't be written. A rare reason is the system's code. */
export function whyNotWritten(error: unknown): string {
  return whyNot(error, { ...anyTrouble, ...troublesOfWriting });
}

/** Why something can't be read. A rare reason is the system's code. */
export function whyNotRead(error: unknown): string {
  return whyNot(error, { ...anyTrouble, ...troublesOfReading });
}

function whyNot(error: unknown, troubles: Readonly<Record<string, string>>): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return 'for an unknown reason';
  return troubles[code] ?? `the system reports ${code}`;
}

const anyTrouble = {
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'a name in its path is too long',
  ELOOP: 'the links in its path lead in a circle',
  EBUSY: 'another program uses it',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EIO: 'the system reports an input or output error',
};

const troublesOfWriting = {
  DANGLING: 'it is a link that leads nowhere',
  ENOENT: 'its folder is missing, or takes no new files',
  ENOSPC: 'the disk is full',
  EFBIG: 'it would be larger than allowed',
  EDQUOT: 'the disk quota is used up',
  EACCES: 'no permission to write it',
  EPERM: 'no permission to write it',
  EROFS: 'the disk is read-only',
  EEXIST: 'it is a file',
  ENOTDIR: 'a folder in its path is a file',
};

const troublesOfReading = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
};
