import { once } from 'node:events';
import { resolve } from 'node:path';
import { openConsolePage } from '../../../console/server/opening/open-page.ts';
import type { RunningConsole } from '../../../console/server/options.ts';
import { startConsole } from '../../../console/server/start.ts';
import { dataFolder } from '../../../console/server/state/data-folder.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { oneLine } from '../../../text/terminal/visible.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Io } from '../../shared/io.ts';
import type { ConsoleFlags } from './command.ts';

/** `hookswitch console`: a web page for the simulator and the suites, until Ctrl-C. */
export async function openConsole(flags: ConsoleFlags, io: Io): Promise<number> {
  const folder = flags.folder === undefined ? dataFolder(io.env) : resolve(io.cwd, flags.folder);
  const running = await startConsole({
    folder,
    port: flags.port,
    host: flags.host,
    inboxPort: flags.inboxPort,
    allowHosts: flags.allowHost ?? [],
    exec: flags.exec === undefined ? undefined : { command: flags.exec, env: io.env, cwd: io.cwd },
    onWarning: (sentence) => io.stderr.write(`hookswitch: ${oneLine(sentence)}\n`),
    onInternalError: (sentence) =>
      io.stderr.write(`hookswitch: internal error, please report it: ${oneLine(sentence)}\n`),
  });
  let clean = () => {};
  try {
    printUrl(running, folder, io);
    if (flags.open) clean = openConsolePage(running);
    if (!io.signal.aborted) await once(io.signal, 'abort');
  } finally {
    clean();
    await running.close();
  }
  return exitCodes.passed;
}

function printUrl(running: RunningConsole, folder: string, io: Io): void {
  const { inboxUrl, isOpen } = running;
  const colors = colorsFor(io.stdout, io.env);
  if (isOpen)
    io.stderr.write(
      'hookswitch: other machines can connect, and a browser that opens the address below sees the webhook secrets; the traffic is not encrypted\n',
    );
  const more = colors.dim(`data in ${oneLine(folder)}, inbox at ${inboxUrl}; press Ctrl-C to stop`);
  io.stdout.write(
    `Console at ${colors.bold(running.openingUrl(() => printNextUrl(running, io)))}: ${more}\n`,
  );
}

/** Each URL opens the page once. The next one is for another browser, or for this one after it lost its session. */
function printNextUrl(running: RunningConsole, io: Io): void {
  const colors = colorsFor(io.stdout, io.env);
  const url = running.openingUrl(() => printNextUrl(running, io));
  io.stdout.write(`The page was opened. For another browser: ${colors.bold(url)}\n`);
}
