import { once } from 'node:events';
import { serveDocs } from '../../../console/docs-site/serve.ts';
import { findSite, readSite } from '../../../console/docs-site/site.ts';
import { openBrowser } from '../../../console/server/opening/open-browser.ts';
import { colorsFor } from '../../../text/terminal/colors.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { Io } from '../../shared/io.ts';
import type { DocsFlags } from './command.ts';

/** `hookswitch docs`: serves the documentation site until Ctrl-C. */
export async function docs({ port, open }: DocsFlags, io: Io): Promise<number> {
  const served = await serveDocs(readSite(findSite()), port);
  try {
    const { bold, dim } = colorsFor(io.stdout, io.env);
    io.stdout.write(`Documentation at ${bold(`${served.url}/`)} ${dim('(press Ctrl-C to stop)')}\n`);
    if (open) openBrowser(`${served.url}/`);
    if (!io.signal.aborted) await once(io.signal, 'abort');
  } finally {
    await served.close();
  }
  return exitCodes.passed;
}
