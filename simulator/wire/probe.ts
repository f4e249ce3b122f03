import { wordingOf } from '../../text/errors/system-error.ts';
import type { Connector } from './connection.ts';
import { startDeadline } from './deadline.ts';
import { openEvent } from './open-connection.ts';

/** Tests whether a connection can be opened (and TLS negotiated). Sends nothing. Returns `undefined` on success. */
export function probe(
  href: string,
  connector: Connector,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<{ readonly code: string; readonly message: string } | undefined> {
  const url = new URL(href);
  const { socket } = connector.take(url);
  return new Promise((resolve) => {
    const settle = (trouble?: { code: string; message: string }) => {
      callOff();
      signal.removeEventListener('abort', aborted);
      socket.destroy();
      resolve(trouble);
    };
    const aborted = () => settle();
    const callOff = startDeadline(performance.now(), timeoutMs, () =>
      settle({ code: 'TIMEOUT', message: `no connection within ${timeoutMs / 1000} s` }),
    );
    socket.once(openEvent(socket), () => settle());
    socket.once('error', (error: NodeJS.ErrnoException) =>
      settle({ code: error.code ?? 'ERROR', message: wordingOf(error) }),
    );
    signal.addEventListener('abort', aborted);
  });
}
