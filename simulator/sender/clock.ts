import { setMaxListeners } from 'node:events';
import { setOwnTimer } from '../../time/index.ts';
import type { Clock } from './delivery.ts';

/** The system clock. A sleep ends early if its signal aborts. */
export const systemClock: Clock = {
  sleep: (delayMs, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setOwnTimer(() => setTimeout(wake, delayMs));
      if (!signal) return;
      // Many may sleep at once.
      setMaxListeners(0, signal);
      signal.addEventListener('abort', wake);
    }),
};
