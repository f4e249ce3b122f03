import type { Bound } from '../serving/bind.ts';
import { openListener } from '../serving/open.ts';
import type { ListenerHandlers } from '../serving/server.ts';
import { noRequestLines } from './lines.ts';
import { createSession, type SessionOptions } from './session.ts';

export interface ReceiverOptions extends Omit<SessionOptions, 'reasonOf' | 'onDone' | 'signal'> {
  readonly host: string | undefined;
  readonly port: number;
  /** Stops it. */
  readonly signal: AbortSignal;
}

export type Ending =
  /** `count` requests were answered. */
  | { readonly kind: 'done' }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface ListeningReceiver {
  readonly bound: Bound;
  /** All connections are closed. */
  readonly ended: Promise<Ending>;
}

/**
 * Listens until `count` requests were answered, the signal aborts, or something fails, such as the recording.
 *
 * @throws HookswitchError `bad-flag` if it can't listen there.
 */
export async function startReceiver(options: ReceiverOptions): Promise<ListeningReceiver> {
  const { host, port, limits, signal } = options;
  const over = new AbortController();
  const ending = deferred<Ending>();
  const handlers: ListenerHandlers = {
    onRequest: (incoming, response) => {
      session.handle(incoming, response).catch((error) => ending.resolve({ kind: 'failed', error }));
    },
    onNoRequest: noRequestReporter(options),
  };
  const listener = await openListener(handlers, limits, host, port);
  const session = createSession({
    ...options,
    reasonOf: listener.reasonOf,
    onDone: () => ending.resolve({ kind: 'done' }),
    signal: over.signal,
  });
  const interrupt = () => ending.resolve({ kind: 'interrupted' });
  signal.addEventListener('abort', interrupt);
  if (signal.aborted) interrupt();
  const ended = ending.promise.finally(() => {
    signal.removeEventListener('abort', interrupt);
    over.abort();
    listener.close();
  });
  return { bound: listener.bound, ended };
}

/** There is no way to slow down a sender that doesn't send HTTP. While the output is blocked, its messages are dropped. */
function noRequestReporter({ counter, print, style }: ReceiverOptions): (sentence: string) => void {
  let isPrinting = false;
  return (sentence) => {
    counter.incomplete();
    if (isPrinting) return;
    isPrinting = true;
    print(noRequestLines(new Date(), sentence, style)).finally(() => {
      isPrinting = false;
    });
  };
}

function deferred<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((keep) => {
    resolve = keep;
  });
  return { promise, resolve: (value: T) => resolve(value) };
}
