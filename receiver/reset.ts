import { HookswitchError } from '../simulator/index.ts';
import type { Redactor } from '../text/secrets/redact.ts';
import { lastWords } from './process-group.ts';
import { type CommandEnd, type CommandLimits, runCommand } from './run-command.ts';

const timeoutMs = 60_000;
const maxOutputBytes = 16 * 1024 * 1024;

/**
 * Runs a command to its end, so that a check starts with a known state.
 *
 * @throws HookswitchError `reset-failed` with its last output.
 */
export async function resetBefore(
  command: string | undefined,
  redactor: Redactor,
  where: Pick<CommandLimits, 'env' | 'cwd' | 'signal'>,
): Promise<void> {
  if (command === undefined) return;
  const trouble = troubleOf(await runCommand(command, { ...where, maxOutputBytes, timeoutMs }));
  if (trouble === undefined) return;
  throw new HookswitchError(
    'reset-failed',
    `nothing was checked: the --reset-cmd command ${redactor.text(trouble)}`,
  );
}

function troubleOf(end: CommandEnd): string | undefined {
  switch (end.kind) {
    case 'failed':
      return `${end.reason}${lastWords(end.printed)}`;
    case 'too-long':
      return `did not finish within ${timeoutMs / 1000} s`;
    case 'too-much':
      return `printed more than ${maxOutputBytes / 1024 / 1024} MiB`;
    default:
      return undefined;
  }
}
