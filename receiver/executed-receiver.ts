import { type Connector, HookswitchError } from '../simulator/index.ts';
import { awaitFree } from './await-free.ts';
import { awaitCommand, startCommand } from './exec.ts';
import { OutputSearch, secretOf } from './output-search.ts';
import { lastWords } from './process-group.ts';
import type { ReceiverProcess } from './receiver-process.ts';

interface ExecutedOptions {
  readonly command: string;
  /** The output is searched for this secret. */
  readonly secret: string;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly url: string;
  readonly connector: Connector;
  readonly signal: AbortSignal;
  /** How long it may take to listen (ms). */
  readonly waitMs: number;
}

/** The receiver that `--exec` starts. Rules can kill and restart it. */
export interface ExecutedReceiver extends ReceiverProcess {
  /** How it ended and its last output, if it ended on its own. */
  ownEnd(): string | undefined;
  /** Stops it and its child processes. Returns a sentence about processes that are left. */
  stop(): Promise<string | undefined>;
}

/**
 * Starts a receiver and waits until it listens.
 *
 * @throws HookswitchError `exec-failed`.
 */
export async function executeReceiver(options: ExecutedOptions): Promise<ExecutedReceiver> {
  const { command, secret, env, cwd, url, connector, signal, waitMs } = options;
  const output = new OutputSearch([secretOf(secret)]);
  let started = startCommand(command, env, cwd, output);
  let isKilled = false;
  const ready = () => awaitCommand(url, started, connector, waitMs, signal);
  try {
    await ready();
  } catch (error) {
    throw withLeft(error, await started.stop());
  }
  return {
    async kill() {
      isKilled = true;
      const left = await started.kill();
      if (await awaitFree(url, connector, signal)) return;
      throw new HookswitchError('exec-failed', stillListening(url, left));
    },
    async start() {
      // Processes of an earlier start would be in the way.
      await started.kill();
      started = startCommand(command, env, cwd, output);
      await ready();
      isKilled = false;
    },
    ownEnd() {
      const ending = started.ended();
      if (ending === undefined || isKilled) return undefined;
      return `${ending} during the run${lastWords(started.tail())}`;
    },
    printed: () => started.tail(),
    output,
    stop: () => started.stop(),
  };
}

function stillListening(url: string, left: string | undefined): string {
  const { host } = new URL(url);
  return left === undefined
    ? `something is still listening at ${host}, and the --exec command did not start it; stop it, or choose another port`
    : `something is still listening at ${host}: Hookswitch ${left}, which the --exec command started`;
}

/** What went wrong, and which processes are left. On a line of its own, since the text may end with the command's output. */
function withLeft(error: unknown, left: string | undefined): unknown {
  if (left === undefined || !(error instanceof HookswitchError)) return error;
  return error.reworded((said) => `${said}\nHookswitch ${left}, which the command started`);
}
