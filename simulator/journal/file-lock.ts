import { createHash } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Locks a path for this process. The lock is a local socket, so the system releases it however the process ends, and at once.
 *
 * @param path The real path, so that two names of a file are one.
 * @returns The function that unlocks it; undefined if it is locked already.
 * @throws the system's error if no socket can be opened.
 */
export async function lockPath(path: string): Promise<(() => void) | undefined> {
  const name = socketName(path);
  const lock = (await listening(name)) ?? ((await isLeftOver(name)) ? await listening(name) : undefined);
  return lock && (() => void lock.close());
}

function socketName(path: string): string {
  const name = `hookswitch-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  // Linux: an abstract socket, which has no file.
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), name);
}

/** Undefined if the name is taken. */
function listening(name: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy()).unref();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(name, () => resolve(server));
  });
}

/** Removes the file of a socket that nobody listens on: its process was killed. */
function isLeftOver(name: string): Promise<boolean> {
  if (!name.startsWith('/')) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect(name, () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => {
      try {
        unlinkSync(name);
      } catch {
        // Somebody else removed it.
      }
      resolve(true);
    });
  });
}
