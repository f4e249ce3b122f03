import { lastWordsIn } from '../../runner/receiver/process-group.ts';
import { type CommandEnd, runCommand } from '../../runner/receiver/run-command.ts';
import { HookswitchError } from '../../simulator/index.ts';
import type { Redactor } from '../../text/redact.ts';
import type { Io } from './io.ts';

const timeoutMs = 60_000;
const maxOutputBytes = 16 * 1024 * 1024;

/**
 * Runs the command of `--reset-cmd` to its end, so that a check begins with a state that is known.
 *
 * @throws HookswitchError `reset-failed` with what it printed last.
 */
export async function resetBefore(command: string | undefined, redactor: Redactor, io: Io): Promise<void> {
  if (command === undefined) return;
  const { env, cwd, signal } = io;
  const trouble = troubleOf(await runCommand(command, { env, cwd, signal, maxOutputBytes, timeoutMs }));
  if (trouble === undefined) return;
  throw new HookswitchError(
    'reset-failed',
    redactor.text(`nothing was judged: the command of --reset-cmd ${trouble}`),
  );
}

function troubleOf(end: CommandEnd): string | undefined {
  switch (end.kind) {
    case 'failed':
      return `${end.reason}${lastWordsIn(end.printed)}`;
    case 'too-long':
      return `did not end within ${timeoutMs / 1000} s`;
    case 'too-much':
      return `printed more than ${maxOutputBytes / 1024 / 1024} MiB`;
    default:
      return undefined;
  }
}
