import { awaitFree, type ManagedProcess } from '../../receiver/index.ts';
import { anySignal } from '../../simulator/any-signal.ts';
import { type Connector, HookswitchError, probe, systemClock } from '../../simulator/index.ts';
import { errorMessage } from '../../text/errors/error-message.ts';
import type { Recorder } from '../evidence/recorder.ts';
import { CannotTell, fail } from './expect.ts';
import type { ReceiverControl } from './rule-context.ts';

/** What kills and restarts share with the rest of a run. */
export interface LifecycleOptions {
  readonly process: ManagedProcess | undefined;
  readonly url: string;
  readonly connector: Connector;
  /** How long it may take to start (ms). */
  readonly comeBackMs: number;
  readonly recorder: Recorder;
  readonly signal: AbortSignal;
  /** Called with the reason why no process listens anymore, and with `undefined` when one listens again. */
  readonly onGone: (reason: string | undefined) => void;
}

/** The receiver's process, controlled by one rule. */
export interface ReceiverLifecycle extends Pick<ReceiverControl, 'kill' | 'start' | 'restart'> {
  /** Starts it if the rule left it stopped. If it doesn't start, `onGone` is called. */
  end(runSignal: AbortSignal): Promise<void>;
}

const killMs = 30_000;
/** How long to watch a process that could not be killed, since it may end late. */
const unsureMs = 1000;

export function lifecycleOf({ process, onGone, recorder, ...options }: LifecycleOptions): ReceiverLifecycle {
  let state: 'up' | 'down' | 'unsure' | 'lost' = 'up';
  const given = () => {
    if (!process) throw new CannotTell({ reasonCode: 'need-missing', need: 'restart' });
    return process;
  };
  const kill = async () => {
    const { isBackAfterKill } = given();
    const killedAt = Date.now();
    const trouble =
      (await troubleIn(given().kill(), killMs, options)) ??
      (isBackAfterKill ? undefined : await stillListens(options));
    if (trouble !== undefined) {
      // Parts of it may have ended, or may still end.
      state = 'unsure';
      throw new CannotTell({ reasonCode: 'not-killed', detail: trouble });
    }
    state = 'down';
    onGone('it was killed and not restarted');
    recorder.noteAt('the receiver was killed', killedAt);
  };
  /** A rule may end while the receiver is still starting. It must not be started twice. */
  let starting: Promise<void> | undefined;
  const comeBack = async (signal: AbortSignal) => {
    starting ??= given().start();
    const trouble =
      (await troubleIn(starting, options.comeBackMs, { ...options, signal })) ??
      (await troubleOfListening({ ...options, signal }));
    if (signal.aborted) throw new CannotTell({ reasonCode: 'interrupted' });
    starting = undefined;
    state = trouble === undefined ? 'up' : 'down';
    onGone(trouble);
    return trouble;
  };
  const start = async () => {
    const trouble = await comeBack(options.signal);
    if (trouble === undefined) return recorder.noteAt('the receiver was restarted');
    // The port may not have been free yet. Only a receiver that fails to start twice is broken.
    if ((await comeBack(options.signal)) === undefined)
      throw new CannotTell({ reasonCode: 'not-restarted', detail: trouble });
    state = 'lost';
    fail(
      'the receiver listens again when it is restarted after a kill',
      trouble,
      'Make startup handle the remains of a sudden kill: half-written files, locks, a port in use.',
    );
  };
  return {
    kill,
    start,
    async restart() {
      await kill();
      await start();
    },
    async end(runSignal) {
      if (state === 'unsure' && (await awaitFree(options.url, options.connector, runSignal, unsureMs)))
        state = 'down';
      // As for a rule that starts it, the first start may be too early.
      for (let left = 2; left > 0 && state === 'down' && !runSignal.aborted; left -= 1)
        await comeBack(runSignal).catch(() => {});
    },
  };
}

/** The reason for the failure, or that it took too long. */
async function troubleIn(
  doing: Promise<void>,
  withinMs: number,
  { signal }: Pick<LifecycleOptions, 'signal'>,
): Promise<string | undefined> {
  const isDone = new AbortController();
  const outOfTime = systemClock
    .sleep(withinMs, anySignal(isDone.signal, signal))
    .then(() => (isDone.signal.aborted ? undefined : `timed out after ${withinMs / 1000} s`));
  const trouble = doing.then(
    () => undefined,
    (error: unknown) => (error instanceof HookswitchError ? error.message : errorMessage(error)),
  );
  const first = await Promise.race([trouble, outOfTime]);
  isDone.abort();
  return first;
}

const tryEveryMs = 50;
const oneTryMs = 2000;
const listenMs = 5000;

/** The kill may have resolved too early: workers of the old process would respond for the new one. */
async function stillListens({
  url,
  connector,
  signal,
}: Pick<LifecycleOptions, 'url' | 'connector' | 'signal'>): Promise<string | undefined> {
  const isFree = await awaitFree(url, connector, signal);
  return isFree || signal.aborted ? undefined : `something still listens at ${new URL(url).host}`;
}

/** The start may have resolved too early. */
async function troubleOfListening(
  options: Pick<LifecycleOptions, 'url' | 'connector' | 'signal'>,
): Promise<string | undefined> {
  const { url, connector, signal } = options;
  const endsAt = performance.now() + listenMs;
  for (;;) {
    const trouble = await probe(url, connector, oneTryMs, signal);
    if (trouble === undefined || signal.aborted) return undefined;
    if (performance.now() > endsAt) return `nothing listens at ${new URL(url).host}: ${trouble.message}`;
    await systemClock.sleep(tryEveryMs, signal);
  }
}
