import { type Connector, probe, systemClock } from '../../simulator/index.ts';
import type { ReceiverProcess } from './receiver-life.ts';

/** Notices that a receiver ended by itself. */
export interface OwnEnd {
  /** How it ended, as seen within this time (ms), and what it printed last; undefined while it runs. */
  look(withinMs: number): Promise<string | undefined>;
  /** Is done when it listens again; rejects when it does not. */
  comeBack(): Promise<void>;
  /** It is started again by the check; else by whoever watches over it, if anybody does. */
  readonly isRestarted: boolean;
}

const tryEveryMs = 20;

/** Of a process that the check has started; undefined when nobody sees how it ends. */
export function endOfProcess(process: ReceiverProcess): OwnEnd | undefined {
  if (!process.ownEnd) return undefined;
  return {
    isRestarted: true,
    comeBack: () => process.start(),
    async look(withinMs) {
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
const looksWhenRefused = 3;

/** Of a receiver that somebody else has started: its port is closed. */
export function endOfPort(url: string, connector: Connector, signal: AbortSignal): OwnEnd {
  const isClosed = async () => (await probe(url, connector, probeMs, signal))?.code === 'ECONNREFUSED';
  return {
    isRestarted: false,
    async look(withinMs) {
      // What comes back at once, as a server that reloads does, was closed for a moment only.
      for (let waited = 0, closed = 0; waited <= withinMs; waited += tryEveryMs) {
        closed = (await isClosed()) ? closed + 1 : 0;
        if (closed >= looksWhenRefused) return `: nothing listens at ${new URL(url).host} any more`;
        if (closed === 0 && waited >= 2 * tryEveryMs) return undefined;
        await systemClock.sleep(tryEveryMs, signal);
      }
      return undefined;
    },
    async comeBack() {
      for (const endsAt = performance.now() + backWithinMs; await isClosed(); ) {
        if (performance.now() > endsAt || signal.aborted) throw new Error('it did not come back');
        await systemClock.sleep(tryEveryMs, signal);
      }
    },
  };
}
