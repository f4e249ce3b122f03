import { type Connector, probe, systemClock } from '../simulator/index.ts';
import type { ReceiverProcess } from './receiver-process.ts';

/** Detects that a receiver's process ended. */
export interface OwnEnd {
  /** How it ended, as a phrase like "exited with code 1", if noticed within this time (ms), and its last output; undefined while it runs. */
  detect(withinMs: number): Promise<string | undefined>;
  /** Resolves when it listens again; rejects if it doesn't. */
  comeBack(): Promise<void>;
  /** The check restarts it, or else its own supervisor, if there is one. */
  readonly isRestarted: boolean;
}

const tryEveryMs = 20;

/** Detects the end of a process that the check started; undefined if its end can't be seen. */
export function endOfProcess(process: ReceiverProcess): OwnEnd | undefined {
  if (!process.ownEnd) return undefined;
  return {
    isRestarted: true,
    comeBack: () => process.start(),
    async detect(withinMs) {
      for (let waited = 0; ; waited += tryEveryMs) {
        const end = process.ownEnd?.();
        if (end !== undefined || waited >= withinMs) return end;
        await systemClock.sleep(tryEveryMs);
      }
    },
  };
}

const probeMs = 1000;
const backWithinMs = 5000;
const refusedTries = 3;

/** Detects the end of a receiver that somebody else started: its port is closed. */
export function endOfPort(url: string, connector: Connector, signal: AbortSignal): OwnEnd {
  const isClosed = async () => (await probe(url, connector, probeMs, signal))?.code === 'ECONNREFUSED';
  return {
    isRestarted: false,
    async detect(withinMs) {
      // A server that comes back at once, like a dev server that reloads, was only closed for a moment.
      for (let waited = 0, closed = 0; waited <= withinMs; waited += tryEveryMs) {
        closed = (await isClosed()) ? closed + 1 : 0;
        if (closed >= refusedTries) return `stopped listening at ${new URL(url).host}`;
        if (closed === 0 && waited >= 2 * tryEveryMs) return undefined;
        await systemClock.sleep(tryEveryMs, signal);
      }
      return undefined;
    },
    async comeBack() {
      for (const endsAt = performance.now() + backWithinMs; await isClosed(); ) {
        if (performance.now() > endsAt || signal.aborted) throw new Error('it did not come back up');
        await systemClock.sleep(tryEveryMs, signal);
      }
    },
  };
}
