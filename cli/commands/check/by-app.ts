import { redactorFor } from '../../../check/index.ts';
import { portWarning } from '../../../observation/index.ts';
import type { CheckFlags } from '../../../options/check.ts';
import { resetBefore } from '../../../receiver/index.ts';
import { generateSecret, HookswitchError } from '../../../simulator/index.ts';
import { seededChoices } from '../../../simulator/random.ts';
import { defined } from '../../../text/defined.ts';
import { exitCodeOfReport } from '../../shared/exit-codes.ts';
import type { CheckConfig } from '../../shared/files/config.ts';
import type { Io } from '../../shared/io.ts';
import { defaultSecretEnv, findSecret } from '../../shared/secret.ts';
import { loadApp } from './app/load-app.ts';
import { moduleNamed } from './app/module-name.ts';
import { type CheckOutput, checkAndReport } from './check-and-report.ts';
import type { CheckedOnce } from './check-once.ts';
import { type CheckingApp, checkingOf } from './checking.ts';
import { downstreamResponsesOf } from './simulate-downstream.ts';

const loadMs = 30_000;

/** Loads a module with `--app`, and checks the receiver that it exports. */
export async function checkApp(
  app: string,
  flags: CheckFlags,
  config: CheckConfig,
  output: CheckOutput,
  io: Io,
): Promise<CheckedOnce> {
  const options = optionsForApp(app, flags, config, io);
  const redactor = redactorFor(options);
  const { downstreamPort: port } = flags;
  const warning = port === undefined ? undefined : portWarning(port);
  if (warning !== undefined) io.stderr.write(`hookswitch: --downstream-port: ${warning}\n`);
  await resetBefore(flags.resetCmd, redactor, io);
  const report = await checkAndReport(options, undefined, flags, output, io);
  return { report, exitCode: exitCodeOfReport(report, flags) };
}

function optionsForApp(given: string, flags: CheckFlags, config: CheckConfig, io: Io): CheckingApp {
  const {
    path = '/',
    time = 'simulated',
    observeApp,
    downstreamPort,
    schedules,
    wait: waitMs = loadMs,
  } = flags;
  const { cwd } = io;
  if (!path.startsWith('/'))
    throw new HookswitchError('bad-flag', `--path is ${path}, but must start with /`);
  const app = moduleNamed(given, '--app', cwd);
  const observer = observeApp === undefined ? undefined : moduleNamed(observeApp, '--observe-app', cwd);
  const { observe, ...checking } = checkingOf(flags, config, io);
  // Two checks with one seed send the same signatures.
  const secret = findSecret(flags, io) ?? generateSecret(seededChoices(checking.seed).upTo);
  const toLoad = {
    app,
    observer,
    secret,
    secretEnv: flags.secretEnv ?? defaultSecretEnv,
    cwd,
    waitMs,
  };
  return {
    ...checking,
    ...(observer ? {} : defined({ observe })),
    ...defined({ downstreamPort, schedules }),
    downstreamResponses: downstreamResponsesOf(flags, io),
    secret,
    time,
    app: given,
    receiverPath: path,
    load: (signal) => loadApp(toLoad, signal),
  };
}
