import { type Connector, HookswitchError, probe } from '../../simulator/index.ts';
import { awaitCommand, lastWords, startCommand } from './exec.ts';
import type { ReceiverProcess } from './receiver-life.ts';

export interface ExecutedOptions {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly url: string;
  readonly connector: Connector;
  readonly signal: AbortSignal;
  /** How long it may take to listen (ms). */
  readonly waitMs: number;
}

/** The receiver that `--exec` starts, which can be killed and started again as often as a rule likes. */
export interface ExecutedReceiver extends ReceiverProcess {
  /** How it ended and what it printed last, when it ended by itself. */
  ownEnd(): string | undefined;
  /** Ends it and all it started. */
  stop(): Promise<void>;
}

const probeMs = 300;

/**
 * Starts a receiver and waits until it listens.
 *
 * @throws HookswitchError `exec-failed`.
 */
export async function executeReceiver(options: ExecutedOptions): Promise<ExecutedReceiver> {
  const { command, env, cwd, url, connector, signal, waitMs } = options;
  let started = startCommand(command, env, cwd);
  let isKilled = false;
  const ready = () => awaitCommand(url, started, connector, waitMs, signal);
  try {
    await ready();
  } catch (error) {
    await started.stop();
    throw error;
  }
  return {
    async kill() {
      isKilled = true;
      await started.kill();
      if (await probe(url, connector, probeMs, signal)) return;
      throw new HookswitchError(
        'exec-failed',
        `${new URL(url).host} is listened at still, by what is no process of the command of --exec`,
      );
    },
    async start() {
      started = startCommand(command, env, cwd);
      await ready();
      isKilled = false;
    },
    ownEnd() {
      const ending = started.ended();
      return ending === undefined || isKilled ? undefined : `${ending} during the run${lastWords(started)}`;
    },
    stop: () => started.stop(),
  };
}
