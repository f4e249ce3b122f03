import { randomBytes, randomInt } from 'node:crypto';
import { createReference } from '../../fixtures/receivers/reference.ts';
import { startMortal } from '../../fixtures/receivers/start.ts';
import type { Report } from '../../schemas/index.ts';
import {
  assertUsableUrl,
  chooseProfile,
  freshConnections,
  HookswitchError,
  type Profile,
} from '../../simulator/index.ts';
import { withBaseline } from '../../suites/baseline.ts';
import { check as judge } from '../../suites/check.ts';
import type { CommonCheckOptions, ReceiverByUrl } from '../../suites/check-options.ts';
import { startDownstream } from '../../suites/downstream/downstream.ts';
import { createRedactor, displayUrl, fingerprint, type Redactor } from '../../suites/redact.ts';
import { variedInWords } from '../../suites/reports/profile-words.ts';
import { textFindings, textSummary } from '../../suites/reports/text.ts';
import type { Level } from '../../suites/rule.ts';
import { readBaseline, today } from '../baseline-file.ts';
import { type CheckConfig, readConfig } from '../config.ts';
import { assertNothingListens } from '../exec.ts';
import { executeReceiver } from '../executed-receiver.ts';
import { exitCodeOfReport } from '../exit-codes.ts';
import { parseHeaders } from '../headers.ts';
import { type Colors, colorsFor, type Io } from '../io.ts';
import { readProfile } from '../profile-file.ts';
import { createProgress, silentProgress } from '../progress.ts';
import { quoteForShell, replayCommand } from '../replay-command.ts';
import { parseReportTargets, type ReportTarget, writeReports } from '../report-files.ts';
import { openReportStream } from '../report-stream.ts';
import { resetBefore } from '../reset.ts';
import { defaultSecretEnv, findRetiredSecret, findSecret, requireSecret } from '../secret.ts';
import { readSequence, saveSequences } from '../sequence-file.ts';

export interface CheckFlags {
  readonly exec?: string;
  readonly wait?: number;
  readonly observeUrl?: string;
  readonly observeCmd?: string;
  readonly downstreamPort?: number;
  readonly resetCmd?: string;
  readonly settle?: number;
  readonly rules: readonly string[];
  readonly exclude: readonly string[];
  readonly sequence?: string;
  readonly level?: Level;
  readonly failOn?: Level;
  readonly allowInconclusive?: boolean;
  readonly seed?: number;
  readonly runs?: number;
  readonly report: readonly string[];
  readonly baseline?: string;
  readonly config?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly secretEnv?: string;
  readonly secretFile?: string;
  readonly retiredSecretEnv?: string;
  readonly thorough?: boolean;
  readonly method?: 'POST' | 'GET';
  readonly getCarriage?: Profile['getCarriage'];
  readonly header: readonly string[];
  readonly allowHost: readonly string[];
  readonly insecure?: boolean;
  readonly timeout?: number;
  readonly retries?: number;
  readonly profile?: string;
  readonly choice?: readonly string[];
  readonly vary?: boolean;
}

const execWaitMs = 30_000;

/** `hookswitch check [url]`: judges a receiver, or for a demonstration the built-in one. */
export async function check(urlArgument: string | undefined, given: CheckFlags, io: Io): Promise<number> {
  const config = await readConfig(given.config, io);
  const flags = withSequence(mergeFlags(given, config), given);
  const url = urlArgument ?? config.url;
  const targets = parseReportTargets(flags.report, io);
  if (url === undefined && flags.exec !== undefined) {
    throw new HookswitchError(
      'bad-flag',
      '--exec needs the URL at which the receiver listens: hookswitch check URL --exec COMMAND',
    );
  }
  const report =
    url === undefined
      ? await judgeReference(flags, targets, io)
      : await judgeUrl(url, flags, config, targets, io);
  return exitCodeOfReport(report, flags.failOn ?? 'must', flags.allowInconclusive === true);
}

/** A sequence is of one rule, whatever is configured. */
function withSequence(flags: CheckFlags, given: CheckFlags): CheckFlags {
  if (given.sequence === undefined) return flags;
  if (given.rules.length + given.exclude.length > 0 || given.level !== undefined) {
    throw new HookswitchError(
      'bad-flag',
      '--sequence is tried by one rule, retry/converges; leave out --rules, --exclude and --level',
    );
  }
  const { level: _ofConfig, ...others } = flags;
  return { ...others, rules: ['retry/converges'], exclude: [] };
}

/** Flag, then configuration. */
function mergeFlags(given: CheckFlags, config: CheckConfig): CheckFlags {
  const fromConfig = {
    exec: config.exec,
    wait: config.waitSeconds === undefined ? undefined : config.waitSeconds * 1000,
    observeUrl: given.observeCmd === undefined ? config.observeUrl : undefined,
    observeCmd: given.observeUrl === undefined ? config.observeCmd : undefined,
    downstreamPort: config.downstreamPort,
    resetCmd: config.resetCmd,
    settle: config.settleMs,
    level: config.level,
    failOn: config.failOn,
    seed: config.seed,
    baseline: config.baseline,
    runs: config.runs,
    secretEnv: given.secretFile === undefined ? config.secretEnv : undefined,
    secretFile: given.secretEnv === undefined ? config.secretFile : undefined,
    retiredSecretEnv: config.retiredSecretEnv,
    thorough: config.thorough,
    method: config.method,
    insecure: config.insecure,
    timeout: config.timeoutSeconds,
    retries: config.retryCount,
    vary: config.vary,
  };
  const known = Object.fromEntries(Object.entries(fromConfig).filter(([, value]) => value !== undefined));
  return {
    ...known,
    ...given,
    rules: given.rules.length > 0 ? given.rules : (config.rules ?? []),
    exclude: given.exclude.length > 0 ? given.exclude : (config.exclude ?? []),
    report: given.report.length > 0 ? given.report : (config.reports ?? []),
    allowHost: [...(config.allowHosts ?? []), ...given.allowHost],
    header: [
      ...Object.entries(config.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
      ...given.header,
    ],
  };
}

async function judgeReference(flags: CheckFlags, targets: readonly ReportTarget[], io: Io): Promise<Report> {
  const secret = newSecret();
  // Its state is seen by its own address, whatever else is configured for the receiver that is not given.
  const { observeCmd: _another, ...judging } = checkOptions(flags, {}, io);
  const { getCarriage, getQueryParameter } = profileOf(judging);
  const downstream = await startDownstream(flags.downstreamPort);
  const webhook = { secret, method: judging.method, getCarriage, getQueryParameter };
  const receiver = await startMortal(createReference, { ...webhook, downstreamUrl: downstream.url });
  try {
    const people = peopleStream(targets, io);
    const colors = colorsFor(people, io.env);
    if (!flags.quiet)
      people.write('No URL given: this is a demonstration, with the built-in reference receiver.\n');
    const { url, observeUrl } = receiver;
    // It never had another secret: one is made up, so that the rule about it is shown as well.
    const retiredSecret = judging.retiredSecret ?? newSecret();
    const surroundings = { downstream, restart: receiver };
    const options = { ...judging, url, observeUrl, secret, retiredSecret, ...surroundings };
    const report = await judgeAndTell(options, undefined, flags, targets, io);
    if (!flags.quiet) people.write(howToCheckYourOwn(colors, isUnderNpm(io)));
    return report;
  } finally {
    await receiver.close();
    await downstream.close();
  }
}

async function judgeUrl(
  url: string,
  flags: CheckFlags,
  config: CheckConfig,
  targets: readonly ReportTarget[],
  io: Io,
): Promise<Report> {
  assertUsableUrl(url, flags.allowHost, 'the receiver');
  const secret = flags.exec === undefined ? requireSecret(flags, io) : (findSecret(flags, io) ?? newSecret());
  const options = { ...checkOptions(flags, config, io), url, secret };
  const redactor = createRedactor([secret, options.retiredSecret ?? '']);
  await resetBefore(flags.resetCmd, redactor, io);
  // It has to be there before the receiver is started, which may call it at once.
  const downstream =
    flags.downstreamPort === undefined ? undefined : await startDownstream(flags.downstreamPort);
  const judgeIt = (restart: Pick<CommonCheckOptions, 'restart'> = {}) =>
    judgeAndTell({ ...options, downstream, ...restart }, url, flags, targets, io);
  try {
    return await (flags.exec === undefined
      ? judgeIt()
      : judgeExecuted({ url, secret, command: flags.exec, flags, redactor, judgeIt }, io));
  } finally {
    await downstream?.close();
  }
}

interface Executed {
  readonly url: string;
  readonly secret: string;
  readonly command: string;
  readonly flags: CheckFlags;
  readonly redactor: Redactor;
  readonly judgeIt: (restart: Pick<CommonCheckOptions, 'restart'>) => Promise<Report>;
}

async function judgeExecuted(
  { url, secret, command, flags, redactor, judgeIt }: Executed,
  io: Io,
): Promise<Report> {
  const { cwd, signal } = io;
  const connector = freshConnections({ allowHosts: flags.allowHost, insecure: flags.insecure === true });
  await assertNothingListens(url, connector, signal);
  const env = { ...io.env, [flags.secretEnv ?? defaultSecretEnv]: secret };
  const waitMs = flags.wait ?? execWaitMs;
  try {
    const receiver = await executeReceiver({ command, env, cwd, url, connector, signal, waitMs });
    try {
      const report = await judgeIt({ restart: receiver });
      const end = receiver.ownEnd();
      if (end !== undefined)
        io.stderr.write(redactor.text(`hookswitch: the command of --exec ended ${end}\n`));
      return report;
    } finally {
      await receiver.stop();
    }
  } catch (error) {
    if (!(error instanceof HookswitchError)) throw error;
    throw new HookswitchError(error.code, redactor.text(error.message));
  }
}

async function judgeAndTell(
  options: CommonCheckOptions & ReceiverByUrl & Judging,
  url: string | undefined,
  flags: CheckFlags,
  targets: readonly ReportTarget[],
  io: Io,
): Promise<Report> {
  const people = peopleStream(targets, io);
  const colors = colorsFor(people, io.env);
  const progress = flags.quiet
    ? silentProgress
    : createProgress(people, colors, {
        headline: headline(options, colors),
        isVerbose: flags.verbose === true,
      });
  // Read first: a mistake in it is told before anything is sent.
  const baseline = flags.baseline === undefined ? undefined : readBaseline(flags.baseline, io);
  const stream = openReportStream(targets, baseline, io);
  stream.start({ startedAt: new Date().toISOString(), seed: options.seed, receiver: shownReceiver(options) });
  const judged = await judge({
    ...options,
    signal: io.signal,
    onEvent(event) {
      progress.onEvent(event);
      stream.onEvent(event);
    },
    replayCommand: replayCommand(url, flags, isUnderNpm(io)),
  })
    .catch((error) => {
      stream.end();
      throw error;
    })
    .finally(progress.end);
  const report = baseline && !judged.interrupted ? withBaseline(judged, baseline, today()) : judged;
  const style = { colors, width: Math.min(people.columns ?? 100, 120), isVerbose: flags.verbose === true };
  people.write(textFindings(report, style));
  if (flags.sequence === undefined) saveSequences(report, io, (line) => people.write(`\n${line}\n`));
  people.write(textSummary(report, style));
  writeReports(targets, report, { failOn: flags.failOn ?? 'must' }, io);
  stream.end(report);
  return report;
}

type Judging = Omit<CommonCheckOptions, 'secret'> & Required<Pick<CommonCheckOptions, 'method' | 'seed'>>;

function checkOptions(flags: CheckFlags, config: CheckConfig, io: Io): Judging {
  const retiredSecret = findRetiredSecret(flags.retiredSecretEnv, io);
  return {
    method: flags.method ?? 'POST',
    settings: {
      ...(flags.timeout === undefined ? {} : { timeoutSeconds: flags.timeout }),
      ...(flags.retries === undefined ? {} : { retryCount: flags.retries }),
    },
    profile: { ...config.profile, ...readProfile(flags, io) },
    vary: flags.vary === true,
    thorough: flags.thorough === true,
    seed: flags.seed ?? randomInt(2 ** 31),
    headers: parseHeaders(flags.header),
    allowHosts: flags.allowHost,
    insecure: flags.insecure === true,
    exclude: flags.exclude,
    ...(flags.rules.length === 0 ? {} : { rules: flags.rules }),
    ...(retiredSecret === undefined ? {} : { retiredSecret }),
    ...(flags.observeUrl === undefined ? {} : { observeUrl: flags.observeUrl }),
    ...(flags.observeCmd === undefined ? {} : { observeCmd: flags.observeCmd }),
    ...(config.observe && hasNoObserver(flags) ? { observe: config.observe } : {}),
    ...(flags.sequence === undefined ? {} : { sequence: readSequence(flags.sequence, io) }),
    ...(flags.level === undefined ? {} : { level: flags.level }),
    ...(flags.runs === undefined ? {} : { runs: flags.runs }),
    ...(flags.settle === undefined ? {} : { settleMs: flags.settle }),
    ...(flags.wait === undefined ? {} : { waitMs: flags.wait }),
  };
}

function hasNoObserver({ observeUrl, observeCmd }: CheckFlags): boolean {
  return observeUrl === undefined && observeCmd === undefined;
}

function shownReceiver({
  url,
  secret,
  method,
}: ReceiverByUrl & Judging & { secret: string }): Report['receiver'] {
  return { url: createRedactor([secret]).text(displayUrl(url)), method };
}

/** Where people read: standard output, unless a report goes there. */
function peopleStream(targets: readonly ReportTarget[], io: Io): Io['stdout'] {
  return targets.some((target) => target.path === '-') ? io.stderr : io.stdout;
}

function headline(options: CommonCheckOptions & ReceiverByUrl & Judging, colors: Colors): string {
  const { method, seed } = options;
  const secret = colors.dim(`secret ${fingerprint(options.secret)}`);
  const varied = options.vary ? `    ${colors.dim(variedInWords(profileOf(options), method, seed))}\n` : '';
  return `Checking ${colors.bold(`${method} ${options.url}`)}  ${secret}\n${varied}`;
}

function profileOf({ profile = {}, vary, seed }: Judging): Profile {
  return chooseProfile(profile, vary ? seed : undefined);
}

function howToCheckYourOwn(colors: Colors, isUnderNpm: boolean): string {
  const program = isUnderNpm ? 'npx hookswitch' : 'hookswitch';
  const command = `${defaultSecretEnv}=<the 32 characters of its secret> ${program} check http://localhost:3000/webhook`;
  return [
    '',
    'To check your own receiver:',
    `  ${colors.bold(command)}`,
    "To have its state judged too, give an address that shows a PBX's state as JSON:",
    `  ${colors.bold(`--observe-url ${quoteForShell('http://localhost:3000/state?sn={sn}')}`)}`,
    '',
  ].join('\n');
}

/** Whether npm or npx runs this: then the command's name alone may not be on the path. */
function isUnderNpm(io: Io): boolean {
  return io.env.npm_execpath !== undefined;
}

/** 32 letters and digits, as YCM makes them. */
function newSecret(): string {
  return randomBytes(48)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .padEnd(32, 'x')
    .slice(0, 32);
}
