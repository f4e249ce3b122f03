import { type CommonCheckOptions, redactedError, redactorFor } from '../../../check/index.ts';
import {
  assertNothingListens,
  executeReceiver,
  resetBefore,
  straysInWords,
} from '../../../receiver/index.ts';
import type { Report } from '../../../schemas/index.ts';
import { freshConnections } from '../../../simulator/index.ts';
import type { Redactor } from '../../../text/redact.ts';
import type { CheckConfig } from '../../shared/files/config.ts';
import type { Io } from '../../shared/io.ts';
import { defaultSecretEnv } from '../../shared/secret.ts';
import { connectionOf } from '../../shared/sender-options.ts';
import { type CheckOutput, checkAndReport } from './check-and-report.ts';
import { optionsByUrl } from './checking.ts';
import type { CheckFlags } from './options.ts';
import { simulateDownstream } from './simulate-downstream.ts';

const execWaitMs = 30_000;

/** Checks the receiver at a URL, and starts it first with `--exec`. */
export async function checkUrl(
  url: string,
  flags: CheckFlags,
  config: CheckConfig,
  output: CheckOutput,
  io: Io,
): Promise<Report> {
  const options = optionsByUrl(url, flags, config, io);
  const { secret } = options;
  const redactor = redactorFor(options);
  await resetBefore(flags.resetCmd, redactor, io);
  // It must run before the receiver is started, which may call it at once.
  const downstream = await simulateDownstream(flags, io);
  const checkIt = (started: Started = {}) =>
    checkAndReport({ ...options, downstream, ...started }, url, flags, output, io);
  try {
    return await (flags.exec === undefined
      ? checkIt()
      : checkExecuted({ url, secret, command: flags.exec, flags, redactor, checkIt }, io));
  } finally {
    await downstream?.close();
  }
}

type Started = Pick<CommonCheckOptions, 'restart' | 'waitMs'>;

interface Executed {
  readonly url: string;
  readonly secret: string;
  readonly command: string;
  readonly flags: CheckFlags;
  readonly redactor: Redactor;
  readonly checkIt: (started: Started) => Promise<Report>;
}

async function checkExecuted(
  { url, secret, command, flags, redactor, checkIt }: Executed,
  io: Io,
): Promise<Report> {
  const { cwd, signal } = io;
  const connector = freshConnections(connectionOf(flags));
  await assertNothingListens(url, connector, signal);
  const env = { ...io.env, [flags.secretEnv ?? defaultSecretEnv]: secret };
  const waitMs = flags.wait ?? execWaitMs;
  try {
    const receiver = await executeReceiver({ command, secret, env, cwd, url, connector, signal, waitMs });
    try {
      const report = await checkIt({ restart: receiver, waitMs });
      const end = receiver.ownEnd();
      if (end !== undefined) io.stderr.write(redactor.text(`hookswitch: the --exec command ${end}\n`));
      return report;
    } finally {
      const left = await receiver.stop();
      if (left !== undefined)
        io.stderr.write(`hookswitch: ${left}, which --exec started; stop what is still running yourself\n`);
      const strays = await receiver.strays();
      if (strays.length > 0)
        io.stderr.write(`hookswitch: ${straysInWords(strays)}; if --exec started it, stop it yourself\n`);
    }
  } catch (error) {
    throw redactedError(error, redactor);
  }
}
