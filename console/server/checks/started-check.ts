import {
  assertNothingListens,
  type ExecutedReceiver,
  executeReceiver,
  type Stray,
  straysInWords,
  watchStrays,
} from '../../../receiver/index.ts';
import type { Report } from '../../../schemas/index.ts';
import { freshConnections, portOf } from '../../../simulator/index.ts';
import { check } from '../../../suites/index.ts';
import type { ReceiverCommand } from '../options.ts';
import type { CheckByUrl } from './form.ts';

const waitMs = 30_000;

interface StartedCheck {
  readonly report: Report;
  /** How the receiver ended on its own, or which of its processes are left. */
  readonly problem: string | undefined;
}

/** Starts the receiver, checks it, and stops it. @throws HookswitchError `exec-failed`. */
export async function checkStarted(
  options: CheckByUrl & { readonly signal: AbortSignal },
  { command, env: ownEnv, cwd }: ReceiverCommand,
): Promise<StartedCheck> {
  const { url, secret, signal, allowHosts = [] } = options;
  const connector = freshConnections({ allowHosts });
  await assertNothingListens(url, connector, signal);
  const strays = watchStrays({ cwd, port: portOf(new URL(url)) });
  const env = { ...ownEnv, YCM_WEBHOOK_SECRET: secret };
  const receiver = await executeReceiver({ command, secret, env, cwd, url, connector, signal, waitMs });
  let report: Report;
  let end: string | undefined;
  try {
    report = await check({ ...options, restart: receiver, waitMs });
    end = receiver.ownEnd();
  } catch (error) {
    await receiver.stop();
    throw error;
  }
  const left = await leftOf(receiver, strays);
  return { report, problem: end === undefined ? left : `the receiver ${end}` };
}

/** Stops the receiver. Returns a sentence about processes that are left. */
async function leftOf(
  receiver: ExecutedReceiver,
  findStrays: () => Promise<readonly Stray[]>,
): Promise<string | undefined> {
  const left = await receiver.stop();
  const strays = await findStrays();
  if (left !== undefined) return `${left}; stop what is still running yourself`;
  return strays.length === 0 ? undefined : straysInWords(strays, 'the receiver');
}
