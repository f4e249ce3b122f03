import type { Socket } from 'node:net';
import type { WireStep } from './wire.ts';

export type CutStep = Extract<WireStep, { kind: 'cut' }>;

interface Progress {
  /** All bytes have been handed to the system. */
  readonly onSent: () => void;
  /** The plan says to cut the connection here. */
  readonly onCut: (cut: CutStep) => void;
}

/** A receiver in this process needs a turn of the event loop to accept a connection, and another one to read from it. */
const turnsToRead = 4;

/** Where each turn takes longer than a wait, what was sent before would be read together with what comes after. */
function afterTurns(turns: number, then: () => void): void {
  if (turns === 0) then();
  else setImmediate(() => afterTurns(turns - 1, then));
}

/** Carries out the steps on an open connection, one after the other; the function returned stops it between two steps. */
export function writeSteps(socket: Socket, steps: readonly WireStep[], progress: Progress): () => void {
  const lastSend = steps.findLastIndex((step) => step.kind === 'send');
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const next = (at: number) => {
    const step = steps[at];
    if (isStopped || !step) return;
    if (step.kind === 'cut') return progress.onCut(step);
    if (step.kind === 'wait') {
      const turns = step.untilRead ? turnsToRead : 0;
      timer = setTimeout(() => afterTurns(turns, () => next(at + 1)), step.waitMs);
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
