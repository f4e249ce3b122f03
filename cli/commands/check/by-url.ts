import { type CommonCheckOptions, redactedError, redactorFor } from '../../../check/index.ts';
import type { CheckFlags } from '../../../options/check.ts';
import {
  assertNothingListens,
  executeReceiver,
  resetBefore,
  straysInWords,
  watchStrays,
} from '../../../receiver/index.ts';
import type { Report } from '../../../schemas/index.ts';
import { freshConnections, portOf } from '../../../simulator/index.ts';
import type { Redactor } from '../../../text/secrets/redact.ts';
import type { CheckConfig } from '../../shared/files/config.ts';
import type { Io } from '../../shared/io.ts';
import { defaultSecretEnv } from '../../shared/secret.ts';
import { connectionOf } from '../../shared/sender-options.ts';
import { type CheckOutput, checkAndReport } from './check-and-report.ts';
import { optionsByUrl } from './checking.ts';
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
  const sayStrays = straysOf(flags, url, io);
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
    await sayStrays();
  }
}

/** What may start processes that nothing stops. */
const starters = { exec: '--exec', observeCmd: '--observe-cmd', resetCmd: '--reset-cmd' } as const;

/** From now on, watches for processes that the commands of the check leave running. Call the returned function at the end. */
function straysOf(flags: CheckFlags, url: string, { cwd, stderr }: Io): () => Promise<void> {
  const given = Object.entries(starters).filter(
    ([flag]) => flags[flag as keyof typeof starters] !== undefined,
  );
  if (given.length === 0) return async () => {};
  const findStrays = watchStrays({ cwd, port: portOf(new URL(url)) });
  return async () => {
    const strays = await findStrays();
    const names = given.map(([, name]) => name).join(' or ');
    if (strays.length > 0) stderr.write(`hookswitch: ${straysInWords(strays, names)}\n`);
  };
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
    }
  } catch (error) {
    throw redactedError(error, redactor);
  }
}
