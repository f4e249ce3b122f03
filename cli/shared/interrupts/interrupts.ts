import { exitCodes } from '../exit-codes.ts';
import { onceNpxEnds } from './npx-end.ts';
import { startWatchdog } from './watchdog.ts';

/** Signals that end a run cleanly: Ctrl-C, a request to end, a closed terminal, Ctrl-\. */
const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
type Interruption = (typeof interruptions)[number];

/** As in a shell. After other signals, the command chooses its own, such as 130 for a check and 0 for a listener. */
const exitCodeAfter: Partial<Record<Interruption, number>> = {
  SIGHUP: exitCodes.hungUp,
  SIGQUIT: exitCodes.quit,
};

/** How long a command may take to end cleanly (ms). Together with the forced end, Ctrl-C takes at most 2 s. */
const graceMs = 1500;

// A receiver that is checked in this process may be kept from ending it, and its time may be simulated.
const exit = process.exit.bind(process);
const setRealTimeout = setTimeout;

export interface Interrupts {
  /** Aborted by Ctrl-C and every other signal that asks a program to end. */
  readonly signal: AbortSignal;
  /** Ends the process and its child processes. */
  end(exitCode: number): void;
}

/** From here on, the first signal ends the run cleanly, which takes a moment. A second one, or a timeout, ends the process. */
export function catchInterrupts(): Interrupts {
  const controller = new AbortController();
  const { signal } = controller;
  let interruptedBy: Interruption | undefined;
  const end = (exitCode: number) => {
    const code = (interruptedBy && exitCodeAfter[interruptedBy]) ?? exitCode;
    if (interruptedBy === 'SIGINT' && isHeldUp()) endBySignal(code);
    exit(code);
  };
  const interrupt = (by: Interruption) => {
    if (signal.aborted) return end(exitCodes.interrupted);
    interruptedBy = by;
    // In simulated time, a native timer that keeps the process running is taken for one of the receiver.
    setRealTimeout(end, graceMs, exitCodes.interrupted).unref();
    keepRunning();
    controller.abort();
  };
  const interruptByCtrlC = () => interrupt('SIGINT');
  const listenToCtrlC = () => process.off('SIGINT', interruptByCtrlC).on('SIGINT', interruptByCtrlC);
  for (const by of interruptions) if (by !== 'SIGINT') process.on(by, () => interrupt(by));
  listenToCtrlC();
  const keepRunning = startWatchdog(interruptByCtrlC, listenToCtrlC);
  onceNpxEnds(process.env, () => interrupt('SIGTERM'));
  return { signal, end };
}

/** `process.exit` waits for work in Node's thread pool that can't be canceled, such as a name lookup or a blocking file. */
function isHeldUp(): boolean {
  return process.getActiveResourcesInfo().some((name) => /^(FSReq|GetAddrInfo|GetNameInfo)/.test(name));
}

/** A shell sees exit code 130 here too. */
function endBySignal(exitCode: number): void {
  process.emit('exit', exitCode);
  process.removeAllListeners('SIGINT');
  process.kill(process.pid, 'SIGINT');
}
