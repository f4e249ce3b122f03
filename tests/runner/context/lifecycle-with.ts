import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { freePort } from '../../../bench/support/free-port.ts';
import type { ReceiverProcess } from '../../../receiver/receiver-process.ts';
import { type LifecycleOptions, lifecycleOf } from '../../../runner/context/receiver-lifecycle.ts';
import { Recorder } from '../../../runner/evidence/recorder.ts';
import { freshConnections } from '../../../simulator/index.ts';
import { createRedactor } from '../../../text/secrets/redact.ts';

interface Given extends Partial<Pick<LifecycleOptions, 'connector'>> {
  readonly listensAfterMs?: number;
  readonly closesAfterMs?: number;
}

/**
 * A receiver that the given functions kill and start. A server listens from the beginning or this long after each start, and until
 * this long after each kill.
 */
export async function lifecycleWith(
  process: Partial<ReceiverProcess> | undefined,
  { listensAfterMs, closesAfterMs = 0, ...parts }: Given = {},
) {
  const [port, log] = [await freePort(), [] as string[]];
  const server = createServer();
  onTestFinished(() => void server.close());
  const listen = () => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const listenAgain = () => void (server.listening || listen());
  if (listensAfterMs === undefined) await listen();
  const interrupt = new AbortController();
  const recorder = new Recorder(createRedactor([]));
  const lifecycle = lifecycleOf({
    process: process && {
      async kill() {
        log.push('kill');
        await process.kill?.();
        setTimeout(() => server.close(), closesAfterMs);
      },
      async start() {
        log.push('start');
        setTimeout(listenAgain, listensAfterMs ?? 0);
        await process.start?.();
      },
    },
    url: `http://127.0.0.1:${port}/`,
    connector: freshConnections({ allowHosts: [] }),
    comeBackMs: 40,
    recorder,
    signal: interrupt.signal,
    onGone: (reason) => void log.push(reason ?? 'it is there'),
    ...parts,
  });
  return { lifecycle, log, server, interrupt, notes: () => recorder.evidence(1).notes };
}

export const endOf = (doing: Promise<void>) =>
  doing.then(
    () => 'done',
    (error: unknown) => error,
  );
export const never = () => new Promise<void>(() => {});
export const gone = 'it was killed and not restarted';
