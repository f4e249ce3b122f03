import type { Socket } from 'node:net';
import { isTimeSimulated, setOwnTimer } from '../../time/index.ts';
import type { WireStep } from './wire.ts';

export type CutStep = Extract<WireStep, { kind: 'cut' }>;

interface Progress {
  /** All bytes were handed to the operating system. */
  readonly onSent: () => void;
  /** A step says to cut the connection here. */
  readonly onCut: (cut: CutStep) => void;
}

/**
 * A receiver in this process accepts one connection per turn of the event loop, and reads from it in a later turn. More connections than
 * this are rarely ahead of this one. An idle turn takes microseconds. In simulated time, the receiver reads everything before the clock
 * moves.
 */
const turnsToRead = 64;

/** If the turns took longer than a wait, a receiver would read both pieces together. */
function afterTurns(turns: number, then: () => void): void {
  if (turns === 0) then();
  else setImmediate(() => afterTurns(turns - 1, then));
}

/** Runs the steps on an open connection. Returns a function that stops it between two steps. */
export function writeSteps(socket: Socket, steps: readonly WireStep[], progress: Progress): () => void {
  const lastSend = steps.findLastIndex((step) => step.kind === 'send');
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const next = (at: number) => {
    const step = steps[at];
    if (isStopped || !step) return;
    if (step.kind === 'cut') return progress.onCut(step);
    if (step.kind === 'wait') {
      const turns = step.untilRead && !isTimeSimulated() ? turnsToRead : 0;
      timer = setOwnTimer(() => setTimeout(() => afterTurns(turns, () => next(at + 1)), step.waitMs));
      return;
    }
    socket.write(step.bytes, (error) => {
      if (error || isStopped) return;
      if (at === lastSend) progress.onSent();
      next(at + 1);
    });
  };
  next(0);

  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
