import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { unreadableFile } from '../../../files/index.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import type { Io } from '../io.ts';

const maxMiB = 64;

/**
 * The bytes of a file, or of standard input for `-` or no name; `what` names them in messages. `undefined` if Ctrl-C came first.
 *
 * @throws HookswitchError `bad-file` if they can't be read or exceed 64 MiB.
 */
export async function readMessage(
  file: string | undefined,
  io: Io,
  what = 'the message',
): Promise<Buffer | undefined> {
  if (io.signal.aborted) return undefined;
  if (file !== undefined && file !== '-') {
    return readStream(createReadStream(resolve(io.cwd, file)), `${what} ${file}`, io.signal);
  }
  if (io.stdin.isTTY)
    io.stderr.write(`hookswitch: reading ${what} from the terminal; press Ctrl-D to finish\n`);
  return readStream(io.stdin, `${what} on standard input`, io.signal);
}

function readStream(
  stream: NodeJS.ReadableStream,
  what: string,
  signal: AbortSignal,
): Promise<Buffer | undefined> {
  return new Promise((done, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer | string) => {
      length += chunk.length;
      if (length > maxMiB * 1024 * 1024) return stop(() => reject(tooLarge(what)));
      chunks.push(Buffer.from(chunk));
    };
    const onEnd = () => stop(() => done(Buffer.concat(chunks)));
    const onError = (error: NodeJS.ErrnoException) => stop(() => reject(unreadableFile(what, error)));
    const onAbort = () => stop(() => done(undefined));
    const stop = (settle: () => void) => {
      stream.off('data', onData).off('end', onEnd).off('error', onError).pause();
      signal.removeEventListener('abort', onAbort);
      if ('destroy' in stream && typeof stream.destroy === 'function') stream.destroy();
      settle();
    };
    stream.on('data', onData).on('end', onEnd).on('error', onError);
    signal.addEventListener('abort', onAbort);
  });
}

function tooLarge(what: string): HookswitchError {
  return new HookswitchError('bad-file', `${what} is larger than ${maxMiB} MiB; use a smaller one`);
}
